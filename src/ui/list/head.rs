//! Above the list: how much there is, how much was read, the order, every sentence or articles, facets.

use egui::{Popup, RichText, Ui};
use egui_material_icons::icons;

use crate::query::{MOST_RANKED, Order, View};
use crate::ui::strings as s;
use crate::ui::theme::{Palette, size};
use crate::ui::widgets::quiet_button;
use crate::ui::{Action, MainData, SearchAct};

use super::facets::facets;

/// Draws it.
pub fn head(ui: &mut Ui, view: &View, data: &MainData, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let asks = !view.filter().query.is_empty();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        ui.add_space(14.0);
        ui.label(RichText::new(s::list_summary(view.total, view.photos)).size(size::LIST).color(p.ink2));
        if asks && view.total > 0 {
            let progress = s::read_progress(view.read_listed, view.total);
            ui.label(RichText::new(progress).size(size::SMALL).color(p.ink3));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(10.0);
            facets(ui, data, actions);
            if asks {
                contexts_switch(ui, data, actions);
            }
            order_menu(ui, view, data, actions);
        });
    });
    if let Some(held) = view.held.as_ref().filter(|_| view.total > 0) {
        let sentence = held.sentence();
        ui.horizontal(|ui| {
            ui.add_space(14.0);
            let text = RichText::new(&sentence).size(size::SMALL).color(p.ink3);
            ui.add(egui::Label::new(text).truncate()).on_hover_text(sentence);
        });
    }
}

fn order_menu(ui: &mut Ui, view: &View, data: &MainData, actions: &mut Vec<Action>) {
    let at = Order::ALL.iter().position(|order| *order == data.search.order).unwrap_or_default();
    let button = quiet_button(ui, &format!("{} {}", s::ORDERS[at], icons::ICON_EXPAND_MORE.codepoint));
    let why = match data.search.order {
        Order::Relevance if view.total > MOST_RANKED as u64 => s::only_first(MOST_RANKED),
        _ => s::ORDER_WHYS[at].to_owned(),
    };
    let button = button.on_hover_text(why);
    button.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{} {}", s::ORDER, s::ORDERS[at]))
    });
    Popup::menu(&button).width(240.0).show(|ui| {
        for ((order, name), why) in Order::ALL.into_iter().zip(s::ORDERS).zip(s::ORDER_WHYS) {
            // Without words nothing is more relevant than anything else.
            let offered = order != Order::Relevance || !data.filter.query.is_empty();
            let item = egui::Button::selectable(order == data.search.order, name);
            if ui.add_enabled(offered, item).on_hover_text(why).clicked() {
                actions.push(Action::Search(SearchAct::SetOrder(order)));
            }
        }
    });
}

fn contexts_switch(ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let on = data.search.shows_contexts;
    let text = RichText::new(s::CONTEXTS).size(size::LIST).color(if on { p.red } else { p.ink2 });
    let button = ui.add(egui::Button::new(text).frame(false)).on_hover_text(s::CONTEXTS_WHY);
    button.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, on, s::CONTEXTS));
    if button.clicked() {
        actions.push(Action::Search(SearchAct::ShowContexts(!on)));
    }
}
