//! The look of the screen that a learner asks for, and the help.

use crate::sitting::Sitting;
use deltarule::study::progress::Progress;
use deltarule::study::{Dots, Effect, Look, Study, ThemeName};

const LESSON: &str = r#"# A net

```trainer net
layers   = [1, 1]
weights  = [[[0.5]]]
patterns = [{ x = [2], t = [3] }]
show     = ["slice", "terms"]
```
"#;

#[test]
fn a_look_is_asked_for_by_its_name_and_kept() {
    let mut sitting = Sitting::at(LESSON, (80, 24));
    let effects = sitting.does("theme light");
    assert_eq!(
        effects,
        [Effect::Look(Look::Theme(ThemeName::Light)), Effect::Save]
    );
    sitting.shows("theme light, from now on");
    let effects = sitting.does("dots half");
    assert_eq!(
        effects,
        [Effect::Look(Look::Dots(Dots::Half)), Effect::Save]
    );
    let kept: Progress = sitting.study.progress().clone();
    let later = Study::resumed(sitting.study.course().clone(), kept);
    assert_eq!(
        (later.theme(), later.dots()),
        (ThemeName::Light, Dots::Half)
    );
}

#[test]
fn a_name_that_there_is_not_is_told_with_those_that_there_are() {
    let mut sitting = Sitting::at(LESSON, (120, 40));
    sitting.keys(": t h e m e <space> r e d <enter>");
    sitting.shows("auto, dark, light, 16 (the terminal's own) or mono");
    sitting.keys("<ctrl-u> d o t s <space> o <tab> <enter>");
    sitting.shows("dots octant, from now on");
}

#[test]
fn the_help_tells_of_the_screen_then_of_the_keys_of_this_place() {
    let mut sitting = Sitting::at(LESSON, (120, 140));
    let order = |sitting: &mut Sitting, first: &str, second: &str| {
        let frame = sitting.keys("?").frame();
        let at = |text: &str| {
            frame
                .find(text)
                .unwrap_or_else(|| panic!("{text} in\n{frame}"))
        };
        assert!(at("on the screen") < at("the error for other values of the weight"));
        assert!(at("the error for other values of the weight") < at(first));
        assert!(at(first) < at(second), "{frame}");
        sitting.keys("<esc>");
    };
    order(&mut sitting, "keys in the text and", "keys in a field");
    sitting.keys("z");
    sitting.keys("?").hides("where each comes from");
    sitting.keys("<esc> <esc>");
}

#[test]
fn the_help_is_searched_and_the_lesson_is_not() {
    let mut sitting = Sitting::at(LESSON, (120, 40));
    sitting.keys("? / s l o w <enter>");
    sitting
        .shows("watch one update in slow motion")
        .shows("run slower");
    sitting.hides("take one weight's change back");
    assert_eq!(sitting.study.sought(), None);
    sitting
        .keys("/ q x q <enter>")
        .shows("nothing here holds \"qxq\"");
    sitting
        .keys("/ <enter>")
        .shows("take one weight's change back");
    sitting.keys("<esc>").shows("trainer · net");
}

#[test]
fn a_mark_is_seen_in_the_error_and_gone_to_and_fro() {
    let lesson = LESSON.replace("\"slice\", \"terms\"", "\"error\"");
    let mut sitting = Sitting::at(&lesson, (120, 40));
    sitting.keys("p p m p p p").shows("┆ marked: update 2");
    sitting.keys("'").shows("· update 2 ");
    sitting.shows("┆ marked: update 5");
    sitting.keys("'").shows("· update 5 ");
    sitting.shows("┆ marked: update 2");
}
