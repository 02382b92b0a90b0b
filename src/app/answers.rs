//! What comes back from the worker threads.

use std::sync::Arc;

use crate::jobs::{Answer, Ask, FileDialog};
use crate::query::{PictureKind, View};
use crate::ui::PictureState;

use super::JiuwenApp;
use super::searching::Occurrence;

impl JiuwenApp {
    pub(super) fn receive(&mut self, ctx: &egui::Context) {
        while let Some(answer) = self.reading.poll() {
            self.read_answer(ctx, answer);
        }
        while let Some(answer) = self.writing.poll() {
            self.write_answer(answer);
        }
        self.receive_index();
        if let Some(chosen) = self.file_dialog.as_ref().and_then(FileDialog::poll) {
            self.file_dialog = None;
            self.chosen(chosen);
        }
        if let Some(message) = self.search.poll_failure() {
            self.tell_failure(message);
            // What was shown as kept may not be.
            self.reading.ask(Ask::Kept, None);
        }
        self.import.step(ctx, &self.writing);
        self.want_states();
        self.want_events();
        self.want_trends();
        self.want_plan(ctx);
        self.want_facsimile(ctx);
        self.receive_places();
        self.receive_photos(ctx);
        self.keep_watch();
    }

    fn read_answer(&mut self, ctx: &egui::Context, answer: Answer) {
        match answer {
            Answer::Opened(store) => self.opened(store),
            Answer::OpenFailed(message) => {
                self.opening = false;
                self.import.forget_waiting();
                self.tell_failure(message);
            }
            Answer::View(view) => self.show_view(view),
            // Snippets of another query are nobody's any more.
            Answer::Rows(rows, query) if query == self.filter.query => {
                self.rows.extend(rows.into_iter().map(|row| (row.id, row)));
            }
            Answer::Contexts(contexts, query) if query == self.filter.query => {
                self.search.took_contexts(contexts);
            }
            Answer::Rows(..) | Answer::Contexts(..) => {}
            Answer::PlaceTrends(trends, filter) => self.show_trends(trends, filter),
            Answer::People(people, _, words) => self.found_people(words, people),
            Answer::PlaceCard(card) => self.show_place(card),
            Answer::NamePreview(preview) => self.show_preview(preview),
            Answer::Mentions(id, mentions) => self.places.mentions = Some((id, mentions)),
            Answer::Likes { paper, words, code, articles } => {
                self.places.likes = Some(((paper, words, code), articles));
            }
            Answer::Facets(facets, filter) => self.search.counted(facets, filter),
            Answer::Suggestions(list, typed) => self.search.suggested(list, typed),
            Answer::Kept(kept) => self.search.show_kept(kept),
            Answer::Detail(detail) => {
                if self.selected == Some(detail.article.id) {
                    self.detail = Some(detail);
                }
            }
            // A picture that was asked for before another store was opened is nobody's any more.
            Answer::Picture(of, ..) if !self.store.as_ref().is_some_and(|store| Arc::ptr_eq(store, &of)) => {}
            Answer::Picture(_, id, kind, picture) => {
                let state = picture.map_or(PictureState::Missing, |picture| {
                    let image = egui::ColorImage::from_rgba_unmultiplied(picture.size, &picture.rgba);
                    let name = format!("photo {id} {kind:?}");
                    PictureState::Ready(ctx.load_texture(name, image, egui::TextureOptions::LINEAR))
                });
                self.make_room_for_pictures(kind);
                self.pictures.insert((id, kind), state);
            }
            Answer::Desk(answer) => self.desk_answer(ctx, answer),
            Answer::Facsimile(of, page, picture) => self.show_facsimile(ctx, &of, page, picture),
            Answer::Plan(of, picture) => self.show_plan(ctx, &of, picture),
            Answer::Photos(answer) => self.read_photos(answer),
            Answer::Headlines(lines, filter) => self.headlines = Some((filter, lines)),
            Answer::Map(map) => self.map.took(*map),
            Answer::Issue { paper, day, after } => self.show_issue(paper, day, after),
            Answer::Ledger(ledger, days) => self.made_up(ledger, days),
            Answer::Events(counts, filter) => self.counted_events(counts, filter),
            Answer::Holdings(holdings) => self.show_holdings(holdings),
            Answer::Versions(pages, shown) => self.show_versions(pages, shown),
            Answer::Failed(message) => {
                self.tell_failure(message);
            }
        }
    }

    /// Keeps the graphics memory bounded: 8 pictures of at most 16 MB, 256 thumbnails of at most 0.4 MB. What is on
    /// the screen is asked for again in the next frame.
    fn make_room_for_pictures(&mut self, kind: PictureKind) {
        let most = match kind {
            PictureKind::Full => 8,
            PictureKind::Thumbnail => 256,
        };
        if self.pictures.keys().filter(|(_, other)| *other == kind).count() > most {
            self.pictures
                .retain(|(_, other), state| *other != kind || matches!(state, PictureState::Loading));
        }
    }

    fn show_view(&mut self, view: Box<View>) {
        // The answer to an earlier question: that to the last one is on its way.
        if *view.filter() != self.filter || view.asked.order != self.search.order {
            return;
        }
        if self.view.as_ref().is_none_or(|old| old.filter().query != view.filter().query) {
            self.rows.clear();
            self.asked.clear();
            self.search.forget();
            self.search.occurrence = Occurrence::None;
        }
        let still_there = self.selected.is_some_and(|id| view.hits.iter().any(|hit| hit.id == id));
        if !still_there {
            match view.hits.first() {
                Some(first) => self.select(first.id),
                None => (self.selected, self.detail) = (None, None),
            }
        }
        self.import.has_area = view.archive.area().is_some();
        self.view = Some(view);
    }
}
