//! Row numbers of the store, one type each so that they cannot be mixed up.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(
    /// An article or photo story.
    ArticleId
);
id!(
    /// A photo with its caption; the picture itself may be missing.
    PhotoId
);
id!(
    /// One file as it was handed in.
    SourceId
);
id!(
    /// One page of an issue.
    PageId
);
id!(
    /// What one file says of a page.
    VersionId
);
id!(
    /// One import, from the choice of files to its report.
    RunId
);
id!(
    /// What a person said of a paper's life.
    EntryId
);
