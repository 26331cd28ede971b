//! A lint on what will not stay true: a sentence about a named weight with a number that follows whichever is selected.

use super::document::{Content, Inline, InlineKind};
use super::read::{Lesson, LessonLive};
use crate::block::Diagnostic;
use crate::training::Query;

impl Lesson {
    /// Warnings for its author: nothing here makes the lesson wrong.
    #[must_use]
    pub fn warnings(&self) -> Vec<Diagnostic> {
        let mut warnings = Vec::new();
        self.walk(&self.content, &mut warnings);
        let texts = self.blocks.iter().flat_map(|block| &block.texts);
        texts.for_each(|text| self.look(text, &mut warnings));
        warnings
    }

    fn walk(&self, contents: &[Content], warnings: &mut Vec<Diagnostic>) {
        for content in contents {
            match content {
                Content::Paragraph(text) | Content::Heading(_, text) => self.look(text, warnings),
                Content::Quote(_, inner) | Content::Footnote(_, inner) => {
                    self.walk(inner, warnings);
                }
                Content::List(_, items) => {
                    for item in items {
                        self.walk(item, warnings);
                    }
                }
                Content::Table(head, rows) => {
                    let cells = head.iter().chain(rows.iter().flatten());
                    cells.for_each(|cell| self.look(cell, warnings));
                }
                _ => {}
            }
        }
    }

    /// Looks for a named weight and a number of the selected one in the same text.
    fn look(&self, text: &[Inline], warnings: &mut Vec<Diagnostic>) {
        let named = text.iter().find_map(|inline| match &inline.kind {
            InlineKind::Code(code) if is_weight(code) => Some(code),
            _ => None,
        });
        let Some(named) = named else { return };
        for inline in text {
            let InlineKind::Live(live) = inline.kind else {
                continue;
            };
            if let LessonLive {
                live: Some(live), ..
            } = &self.lives[live]
                && live.formula.item.leaves().into_iter().any(is_of_selected)
            {
                let message =
                    format!("this is of the selected weight, and the sentence names `{named}`");
                let help = format!("write the names with their numbers, as in `={named}`");
                warnings.push(Diagnostic::new(live.formula.place.clone(), message).help(help));
            }
        }
    }
}

/// `w(2,1,1)`, `b(1,2)`
fn is_weight(code: &str) -> bool {
    let inner = code.strip_prefix("w(").or_else(|| code.strip_prefix("b("));
    inner.is_some_and(|inner| {
        inner.ends_with(')') && inner.starts_with(|c: char| c.is_ascii_digit())
    })
}

fn is_of_selected(Query { quantity, .. }: &Query) -> bool {
    quantity.follows_selection() && quantity.name != "t"
}
