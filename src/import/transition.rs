//! What may follow what on a page: scores for every pair of states, in log odds.

use std::cell::OnceCell;
use std::sync::LazyLock;

use super::features::{Credit, Features, Signed};
use super::learned::LEARNED;
use super::roles::{COUNT, NEVER, S, STATES, Setting, Stretch, begins};
use super::titles;

use S::*;

pub fn start(state: S, f: &Features) -> f32 {
    match state {
        Kicker | Headline | PhotoHeadline | ComesFrom => 0.0,
        Opening | Dateline | Advert => -1.0,
        Body if f.continuation.is_none() => -3.0,
        Caption | InnerCaption | Byline => -3.0,
        _ => NEVER,
    }
}

pub fn end(state: S, f: &Features) -> f32 {
    match state {
        Kicker | Subtitle | PhotoHeadline => -8.0,
        Headline | SectionHead | Dateline | Byline => -6.0,
        _ if state.is_text() => open_text(f),
        Caption => uncredited(f),
        _ => 0.0,
    }
}

/// What it costs to close an item behind a paragraph that stops in mid-sentence.
fn open_text(f: &Features) -> f32 {
    if f.ends || f.goes_on_elsewhere || f.in_run { 0.0 } else { -2.4 }
}

/// What it costs to close a photo story whose caption has no credit.
fn uncredited(f: &Features) -> f32 {
    if f.credit == Credit::Tail { 0.0 } else { -3.0 }
}

/// Two states that may follow each other: what can be said of them before any text is looked at.
pub struct Link {
    before: S,
    next: S,
    /// Whether an item begins with the second, or the advertisements do.
    begins: bool,
    /// What section heads speak for it.
    heads: f32,
    /// What the labelled pages taught of it.
    learned: f32,
}

/// The links into every state from every other; none where the one never follows the other.
pub static LINKS: LazyLock<[[Option<Link>; COUNT]; COUNT]> =
    LazyLock::new(|| STATES.map(|next| STATES.map(|before| link(before, next))));

fn link(before: S, next: S) -> Option<Link> {
    let below = match before {
        SectionHead => Some(true),
        before => before.is_below().or(Some(false)),
    };
    let (begins, wanted) = (begins(Some(before.plain()), next.plain()), next.is_below());
    if wanted.is_some() && wanted != Some(below == Some(true) && !begins) {
        return None;
    }
    // One section head is seldom alone in its article.
    let heads = match (before.is_below(), next) {
        (Some(true), SectionHead) => 1.6,
        (_, SectionHead) => -1.0,
        _ => 0.0,
    };
    // More blank lines part advertisements from articles too.
    let begins = begins || (next == Advert && before != Advert);
    let link = Link {
        before: before.plain(),
        next: next.plain(),
        begins,
        heads,
        learned: LEARNED.steps[next.plain() as usize][before as usize],
    };
    // Whether there is such a step at all is the same for any two stretches: empty ones tell.
    let setting = Setting { indented: false, gaps: 0.0, shared: false, wrapped: false };
    let empty = || Stretch { text: "", features: Features::of("", false, 0), told: None };
    let exists = Pair::new(&empty(), &empty(), setting).by_hand(&link) > NEVER;
    exists.then_some(link)
}

/// Two stretches, one behind the other.
pub struct Pair<'a> {
    a: &'a Stretch<'a>,
    b: &'a Stretch<'a>,
    setting: Setting,
    /// [`titles::lean`] of the two, once somebody has asked.
    lean: OnceCell<f32>,
    /// What the gap between them says where no item begins, and where one does.
    gap: [f32; 2],
}

impl<'a> Pair<'a> {
    /// `b` behind `a`.
    pub fn new(a: &'a Stretch<'a>, b: &'a Stretch<'a>, setting: Setting) -> Self {
        let gap = [false, true].map(|begins| gap(begins, &b.features, setting));
        Self { a, b, setting, lean: OnceCell::new(), gap }
    }

    /// What speaks for a link between the two.
    pub fn transition(&self, link: &Link) -> f32 {
        self.by_hand(link) + link.learned
    }

    /// The same without what the labelled pages taught.
    pub fn by_hand(&self, link: &Link) -> f32 {
        let base = self.step(link.before, link.next);
        if base <= NEVER / 2.0 {
            return NEVER;
        }
        base + link.heads + self.gap[usize::from(link.begins)]
    }

    fn lean(&self) -> f32 {
        *self.lean.get_or_init(|| titles::lean(self.a.text, self.b.text))
    }

    fn step(&self, before: S, next: S) -> f32 {
        let (f, g, setting) = (&self.a.features, &self.b.features, self.setting);
        match before {
            Kicker => self.after_kicker(next),
            Headline => self.after_headline(next),
            Subtitle => after_subtitle(next),
            PhotoHeadline => match next {
                Caption => 0.3,
                Byline => -0.3,
                PhotoHeadline => -2.0,
                Subtitle => -3.0,
                PhotoCredit => -1.5,
                _ => NEVER,
            },
            Byline if next == Caption => -0.8,
            Byline | Dateline => match next {
                Body => 0.0,
                Opening => -0.6,
                SectionHead => -1.2,
                InnerCaption => -1.0,
                Byline if f.signed == Signed::BareName && g.signed == Signed::BareName => -3.0,
                Byline => -0.5,
                Dateline => -0.5,
                InnerCredit => -3.0,
                _ => NEVER,
            },
            ComesFrom => match next {
                Kicker | Headline | Body | Opening => 0.0,
                Subtitle | Byline | SectionHead => -1.0,
                InnerCaption => -1.0,
                _ => NEVER,
            },
            Opening | Body | ColumnBreak => after_text(next, f, g, setting),
            SectionHead => match next {
                Body => {
                    if g.tells_when {
                        -0.5
                    } else {
                        0.0
                    }
                }
                InnerCaption => -0.5,
                Opening | SectionHead => -4.0,
                Byline => -3.0,
                _ => NEVER,
            },
            Caption => after_caption(next, f, g, setting),
            PhotoCredit => match next {
                Caption if g.marked_caption => 0.0,
                Caption => -1.8,
                PhotoCredit => -2.0,
                _ => new_item(next),
            },
            InnerCaption | InnerCredit => {
                let credited = f.shared
                    || before == InnerCredit
                    || f.credit == Credit::Tail
                    || f.marked_caption
                    || next == InnerCredit;
                after_inner(before, next, f, g) - if credited { 0.0 } else { 1.5 }
            }
            EndByline | GoesOn => match next {
                InnerCaption => -0.5,
                // Those who sign together sign on one line.
                EndByline if f.signed == Signed::BareName && g.signed == Signed::BareName => -4.0,
                EndByline => -1.0,
                GoesOn => -2.0,
                Body if g.afterword => -0.3,
                _ => new_item(next),
            },
            Advert => match next {
                Advert => 0.5,
                Headline | Kicker | PhotoHeadline => -0.5,
                Opening => -1.0,
                Body | InnerCaption | Caption => -4.0,
                _ => NEVER,
            },
            BodyBelow | ColumnBreakBelow | InnerCaptionBelow | InnerCreditBelow => NEVER,
        }
    }

    fn after_kicker(&self, next: S) -> f32 {
        match next {
            Headline => -self.lean() * 0.5,
            Kicker => -2.2,
            PhotoHeadline => -0.8,
            _ => NEVER,
        }
    }

    fn after_headline(&self, next: S) -> f32 {
        match next {
            Headline => titles::split_headline(self.a.text, self.b.text),
            Subtitle => self.lean() * 0.5 - 0.2,
            Opening | Dateline => 1.5,
            Byline => 1.2,
            Body => -1.4 + first_paragraph(&self.b.features),
            GoesOn | ComesFrom => 0.0,
            InnerCaption => -1.5,
            InnerCredit => -4.0,
            SectionHead => -4.0,
            PhotoHeadline | Kicker => -7.0,
            _ => NEVER,
        }
    }
}

/// More blank lines than elsewhere part items.
fn gap(begins: bool, g: &Features, setting: Setting) -> f32 {
    let score = match (g.gap > 0, begins) {
        (true, true) => 2.5,
        (true, false) => -2.0,
        (false, true) => -2.0,
        (false, false) => 0.0,
    };
    score * setting.gaps
}

/// The first paragraph of a piece says when and where, unless it is a list; one behind a section head need not.
fn first_paragraph(f: &Features) -> f32 {
    if f.tells_when || f.row { 0.8 } else { -1.0 }
}

fn after_subtitle(next: S) -> f32 {
    match next {
        Subtitle => -1.4,
        Opening | Dateline => 1.5,
        Byline => 1.2,
        Body => -1.0,
        GoesOn | ComesFrom => 0.0,
        InnerCaption => -1.5,
        Caption => -1.5,
        SectionHead => -4.0,
        _ => NEVER,
    }
}

fn after_text(next: S, f: &Features, g: &Features, setting: Setting) -> f32 {
    let open = !f.ends && !f.leads_on && !f.goes_on_elsewhere;
    // Lines of a poem: short, and none of them a sentence.
    let verse = open && f.len <= 22 && g.len <= 22 && f.in_run == g.in_run && !g.leads_on;
    let signed = if f.signed_end && !matches!(next, InnerCaption | EndByline | GoesOn) { 2.0 } else { 0.0 };
    // ▲ in front of every note of a column of short notes.
    let bullet = f.arrow_only && g.arrow_only && g.credit == Credit::None;
    match next {
        Body if bullet => 0.0,
        InnerCaption if bullet => -4.0,
        Body | ColumnBreak | SectionHead if signed > 0.0 => -2.5,
        Kicker | Headline | PhotoHeadline | Opening if signed > 0.0 => signed + new_item(next),
        Body if verse => 1.6,
        Body if open => -2.4,
        Body => 0.0,
        // The foot of a column comes after a good stretch of text.
        ColumnBreak if open => {
            if f.len >= 24 {
                0.3
            } else {
                -2.5
            }
        }
        // A flush line among indented paragraphs goes on with the one before, whole sentence or not.
        ColumnBreak if setting.indented && !g.indented && !g.title_like && g.ends => -1.8,
        ColumnBreak => -6.0,
        SectionHead => {
            if open {
                -4.0
            } else {
                -0.4
            }
        }
        InnerCaption if open && !g.marked_caption => -3.0,
        InnerCaption => {
            if open {
                -1.0
            } else {
                0.0
            }
        }
        InnerCredit => -4.0,
        EndByline => {
            if open {
                -1.5
            } else {
                -0.3
            }
        }
        GoesOn => 0.0,
        Opening => open_text(f) - 1.5,
        Caption | PhotoCredit => NEVER,
        _ => new_item(next) + open_text(f),
    }
}

/// What may begin a new item behind a closed one.
fn new_item(next: S) -> f32 {
    match next {
        Kicker | Headline | PhotoHeadline | ComesFrom => 0.0,
        Opening => -1.5,
        Body => -4.5,
        Advert => -0.3,
        _ => NEVER,
    }
}

fn after_caption(next: S, f: &Features, g: &Features, setting: Setting) -> f32 {
    let credited = f.credit == Credit::Tail;
    match next {
        Caption if credited => {
            if g.marked_caption {
                -0.5
            } else {
                -2.0
            }
        }
        // The paragraphs of one caption, the last of which has the credit.
        Caption if !g.marked_caption && g.credit == Credit::Tail => 1.5,
        Caption if f.is_cut_off() && g.credit == Credit::Tail => 2.0,
        Caption => -0.3,
        PhotoCredit if credited => -5.0,
        PhotoCredit => 1.8,
        _ => new_item(next) + if setting.shared { uncredited(f).max(-0.8) } else { uncredited(f) },
    }
}

fn after_inner(before: S, next: S, f: &Features, g: &Features) -> f32 {
    match next {
        Body => 0.0,
        ColumnBreak => -1.5,
        InnerCredit if before == InnerCaption && f.credit != Credit::Tail => {
            if g.credit == Credit::Own {
                2.5
            } else {
                0.0
            }
        }
        InnerCredit => -3.0,
        InnerCaption => 0.0,
        SectionHead => -0.3,
        Byline | EndByline => -1.0,
        Opening => -0.5,
        GoesOn => -0.5,
        _ => new_item(next),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: [&str; 12] = [
        "社区夜校开班",
        "——五年四百堂课",
        "图书馆搬进菜场，",
        "本报讯（记者 王波）12月8日，居民都来了。",
        "居民都来了，一年里开了四十六期，两千三百多名居民结业。（张志举 陶青运）",
        "□ 李明",
        "（下转第四版）",
        "▲上图：夜校一角。 王波 摄",
        "文/图 王波",
        "▲夜校一角",
        "编后：好。",
        "遗失声明",
    ];

    /// What [`link`] takes for granted: no feature makes a step impossible, or an impossible one possible.
    #[test]
    fn which_steps_there_are_is_the_same_for_any_lines() {
        let stretches: Vec<Stretch> = LINES
            .iter()
            .flat_map(|text| [(text, false, 0), (text, true, 1)])
            .map(|(text, indented, gap)| Stretch {
                text,
                features: Features::of(text, indented, gap),
                told: None,
            })
            .collect();
        let settings = [false, true].map(|on| Setting { indented: on, gaps: 1.0, shared: on, wrapped: on });
        for (a, b) in stretches.iter().flat_map(|a| stretches.iter().map(move |b| (a, b))) {
            for pair in settings.map(|setting| Pair::new(a, b, setting)) {
                for (before, next) in STATES.iter().flat_map(|p| STATES.iter().map(move |s| (*p, *s))) {
                    let link = Link {
                        before: before.plain(),
                        next: next.plain(),
                        begins: false,
                        heads: 0.0,
                        learned: 0.0,
                    };
                    let exists = pair.by_hand(&link) > NEVER;
                    let linked = LINKS.iter().flatten().flatten();
                    let told = linked.into_iter().any(|l| (l.before, l.next) == (link.before, link.next));
                    assert_eq!(exists, told, "{before:?} {next:?}: {} {}", a.text, b.text);
                }
            }
        }
    }
}
