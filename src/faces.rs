//! The bundled faces: serif for what was printed, sans for the program's own words. Source and licence in
//! fonts/README.md.

/// 正文
pub const SERIF: &[u8] = include_bytes!("../fonts/JiuwenSerif-Regular.otf");
/// 标题
pub const SERIF_BOLD: &[u8] = include_bytes!("../fonts/JiuwenSerif-SemiBold.otf");
/// 界面; it holds the most characters.
pub const SANS: &[u8] = include_bytes!("../fonts/JiuwenSans-Regular.otf");
/// 界面，加粗
pub const SANS_BOLD: &[u8] = include_bytes!("../fonts/JiuwenSans-Bold.otf");
