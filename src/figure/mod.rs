//! What to show: text with roles, tables, graphs. No colour and no terminal here; a face decides how it looks.

pub mod math;
pub mod text;
