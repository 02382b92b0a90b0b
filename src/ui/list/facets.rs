//! What passes the filter by paper, by who signs and by kind: a click narrows, another widens again.

use egui::{Popup, RichText, ScrollArea, Ui};
use egui_material_icons::icons;

use crate::model::{DateRange, DateRanges, TimeUnit};
use crate::query::Facets;
use crate::ui::strings as s;
use crate::ui::theme::{Palette, gap, size};
use crate::ui::widgets::{note, panel_title, quiet_button};
use crate::ui::{Action, MainData, SearchAct};

const COLUMN: f32 = 132.0;

/// The button with its popup.
pub fn facets(ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
    let button = quiet_button(ui, &format!("{} {}", s::FACETS, icons::ICON_EXPAND_MORE.codepoint));
    let button = button.on_hover_text(s::FACETS_WHY);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, s::FACETS));
    let popup = Popup::menu(&button).align(egui::RectAlign::BOTTOM);
    let popup = popup.close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| {
        let Some(facets) = data.search.facets else {
            actions.push(Action::Search(SearchAct::WantFacets));
            note(ui, s::LOADING);
            return;
        };
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap::L;
            columns(ui, facets, data, actions);
        });
    });
}

fn columns(ui: &mut Ui, facets: &Facets, data: &MainData, actions: &mut Vec<Action>) {
    if let Some(years) = data.view.and_then(|view| Some(view.days.bars(TimeUnit::Year, view.days.span()?))) {
        let mut held: Vec<(DateRange, u32)> =
            years.map(|(year, bar)| (year, bar.passing)).filter(|(_, count)| *count > 0).collect();
        held.reverse();
        column(
            ui,
            s::FACET_YEARS,
            held.into_iter(),
            |(year, count)| {
                let chosen = data.filter.time.only() == Some(year);
                (
                    year.label(),
                    count,
                    chosen,
                    Action::SetTime(if chosen { DateRanges::default() } else { year.into() }),
                )
            },
            actions,
        );
    }
    column(
        ui,
        s::FACET_PAPERS,
        facets.papers.iter(),
        |(name, count)| {
            let chosen = data.filter.papers.contains(name);
            (name.clone(), *count, chosen, Action::Search(SearchAct::TogglePaper(name.clone())))
        },
        actions,
    );
    for (role, names) in facets.people.iter().filter(|(_, names)| !names.is_empty()) {
        column(
            ui,
            s::role_word(*role),
            names.iter(),
            |(name, count)| {
                let chosen = data.filter.people.iter().any(|(of, known)| of == role && known == name);
                (name.clone(), *count, chosen, Action::Search(SearchAct::TogglePerson(*role, name.clone())))
            },
            actions,
        );
    }
    column(
        ui,
        s::FACET_KINDS,
        facets.kinds.iter(),
        |(kind, count)| {
            let chosen = data.filter.kind == Some(*kind);
            let name = match kind {
                crate::model::ItemKind::Article => s::KIND_ARTICLE,
                crate::model::ItemKind::Photo => s::KIND_PHOTO,
            };
            (name.to_owned(), *count, chosen, Action::SetKind((!chosen).then_some(*kind)))
        },
        actions,
    );
}

fn column<T>(
    ui: &mut Ui,
    title: &str,
    rows: impl ExactSizeIterator<Item = T>,
    of: impl Fn(T) -> (String, u32, bool, Action),
    actions: &mut Vec<Action>,
) {
    let p = Palette::of(ui);
    ui.vertical(|ui| {
        ui.set_width(COLUMN);
        panel_title(ui, title);
        if rows.len() == 0 {
            note(ui, s::NO_FACETS);
        }
        ScrollArea::vertical().id_salt(title).max_height(320.0).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for (name, count, chosen, action) in rows.map(of) {
                let text = RichText::new(&name).size(size::LIST).color(if chosen { p.red } else { p.ink });
                let item = egui::Button::selectable(chosen, text)
                    .shortcut_text(RichText::new(count.to_string()).size(size::SMALL).color(p.ink3));
                let item = ui.add_sized([ui.available_width() - 10.0, 24.0], item.truncate());
                item.widget_info(|| {
                    egui::WidgetInfo::selected(egui::Role::Button, true, chosen, s::facet(&name, count))
                });
                if item.clicked() {
                    actions.push(action);
                }
            }
        });
    });
}
