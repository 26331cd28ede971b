//! The terms of the update as tags: known by their colours, and by their letters even without a colour.

use std::sync::LazyLock;

use cellmath::{Dialect, Tag};

use crate::figure::text::Role;
use crate::training::Term;

/// The terms in the LaTeX of lessons: η, δ and f′(…) are terms wherever they occur.
pub static TERMS: LazyLock<Dialect> = LazyLock::new(|| {
    let begun = Dialect::default().told_as("terms", "lessons");
    let known = Term::ALL.into_iter().fold(begun, |dialect, term| {
        let dialect = dialect.colour(term.colour(), tag(term)).name(term.name());
        match term.letter() {
            Some(letter) => dialect.letter(letter, tag(term)),
            None => dialect,
        }
    });
    known.primed("f", tag(Term::Fprime))
});

/// The tag of a term; tags are in the order of the terms.
pub fn tag(term: Term) -> Tag {
    Tag(term as u8)
}

/// The role of a part with this tag.
pub fn role(tag: Option<Tag>) -> Role {
    let term = tag.and_then(|tag| Term::ALL.get(usize::from(tag.0)));
    term.map_or(Role::Plain, |term| Role::Term(*term))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_of_a_term_leads_back_to_it() {
        for term in Term::ALL {
            assert_eq!(role(Some(tag(term))), Role::Term(term));
        }
        assert_eq!(role(None), Role::Plain);
    }
}
