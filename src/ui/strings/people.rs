//! The words of persons.

use super::{Words, person};
use crate::model::PersonRole;
use crate::query::{PersonCount, Scope};

pub const PEOPLE: Words =
    ("人物…", "记者、通讯员、摄影者，图说里有职务的人：各有多少篇，同一人的几个名字并起来，同名的分开");
pub const PEOPLE_TITLE: &str = "人物";
pub const PEOPLE_WHY: &str = "按当前条件计篇；小柱是各年多少。并和分只改怎样计，原文一字不动，都能撤销。";
pub const FIND_PERSON: &str = "找人名";
pub const FIND_PERSON_HINT: &str = "姓名中的几个字；↑↓ 选";
pub const NO_SUCH_PERSON: &str = "当前条件下没有这样的人";
pub const CHOOSE_A_PERSON: &str = "选一个人，看他的文章，或与别的名字并、分。";
pub const LOOK_AT_PERSON: &str = "看此人的文章和照片";
pub const SAME_PERSON: &str = "与这个名字是同一人";
pub const SAME_PERSON_HINT: &str = "如 毛玺玺";
pub const SAME_PERSON_DO: &str = "并为一人";
pub const OTHER_PERSON: &str = "另有其人：在";
pub const CHOOSE_A_PAPER: &str = "选报纸";
pub const SHOWN_AS: &str = "里记作";
pub const OTHER_PERSON_DO: &str = "分开";
pub const PERSON_CHANGED: &str = "人名已改，计篇随之更新";

/// `记者 12　摄影 3`.
pub fn person_roles(roles: &[(PersonRole, u32)]) -> String {
    let role = |(role, count): &(PersonRole, u32)| person(*role, &count.to_string());
    roles.iter().map(role).collect::<Vec<_>>().join("　")
}

pub fn person_counts(person: &PersonCount) -> String {
    format!("{}，{} 篇", person.person, person.articles)
}

pub fn person_photos(photos: u64) -> String {
    format!("{photos} 张照片")
}

/// The printed names that mean a person, where there are others.
pub fn names_of(person: &PersonCount) -> String {
    let name = |(name, scope): &(String, Scope)| match scope {
        Scope::Only(paper) => format!("《{paper}》的{name}"),
        Scope::AllBut(papers) if papers.is_empty() => name.clone(),
        Scope::AllBut(papers) => format!("{name}（《{}》除外）", papers.join("》《")),
    };
    match person.names.as_slice() {
        [(only, Scope::AllBut(papers))] if *only == person.person && papers.is_empty() => String::new(),
        names => format!("报上署作 {}", names.iter().map(name).collect::<Vec<_>>().join("、")),
    }
}

/// How a person of the same name in another paper is told apart.
pub fn apart(person: &str, paper: &str) -> String {
    format!("{person}（{paper}）")
}
