//! The keys, a row each: input, footer and help are all drawn from this table.

use crate::study::Context::{self, Contents, Enlarged, Help, Reading, Trainer, Typing, Why};
use crate::training::Term;

/// Keys that do the same.
#[derive(Debug)]
pub struct Row {
    /// The contexts in which they do it.
    pub places: &'static [Context],
    /// The keys, by their names.
    pub keys: &'static [&'static str],
    /// Their action, as text.
    pub action: &'static str,
    /// Their line in the help.
    pub says: &'static str,
    /// Their label in the footer, if they are in it.
    pub footer: Option<&'static str>,
}

const LESSON: &[Context] = &[Reading, Trainer, Why, Enlarged];
const FIGURES: &[Context] = &[Trainer, Enlarged];
const PROSE: &[Context] = &[Reading, Help];
const NOT_TYPING: &[Context] = &[Reading, Trainer, Why, Enlarged, Contents, Help];
const ALL: &[Context] = &[Reading, Trainer, Why, Enlarged, Contents, Help, Typing];

const fn row(
    places: &'static [Context],
    keys: &'static [&'static str],
    action: &'static str,
    says: &'static str,
    footer: Option<&'static str>,
) -> Row {
    Row {
        places,
        keys,
        action,
        says,
        footer,
    }
}

/// The row of the key that mutes a term.
const fn mute(term: Term, says: &'static str, footer: Option<&'static str>) -> Row {
    let (keys, action) = term.key();
    row(LESSON, keys, action, says, footer)
}

/// The table. What the footer names it names in this order.
#[rustfmt::skip]
pub const ROWS: [Row; 107] = [
    row(LESSON, &["space"], "step 1 weight", "change one weight", Some("step")),
    row(LESSON, &["backspace"], "back 1 weight", "take one weight's change back", Some("back")),
    row(&[Reading], &["enter"], "enter", "answer, reveal, open the link", Some("do it")),
    row(FIGURES, &["enter"], "enter", "follow delta; why this number", Some("why")),
    row(&[Why], &["enter"], "enter", "into the chosen number", Some("into it")),
    row(&[Why], &["esc"], "leave", "back to the number before", Some("back out")),
    row(&[Enlarged], &["z"], "enlarge", "the next panel alone", Some("next panel")),
    row(&[Enlarged], &["esc"], "leave", "back to text and panels", Some("leave")),
    row(&[Trainer, Why, Enlarged], &["tab", "backtab"], "focus", "to the text", Some("text")),
    row(FIGURES, &["j", "down"], "select next weight", "select the next weight", Some("select")),
    row(&[Why], &["j", "down"], "row next", "next number", Some("choose")),
    row(LESSON, &["n"], "next stop", "go on: next thing to do, or a page", Some("go on")),
    row(LESSON, &["N"], "previous stop", "what there was to do before", None),
    row(&[Reading], &["tab", "backtab"], "focus", "to the trainer", Some("trainer")),
    row(&[Reading], &["l", "right"], "row next", "next value of a sweep; along wide lines", None),
    row(&[Reading], &["h", "left"], "row previous", "value of a sweep before; back along lines", None),
    row(&[Reading], &["o"], "next claim", "next claim or link: enter opens it", None),
    row(&[Reading], &["O"], "previous claim", "claim or link before", None),
    row(LESSON, &["p"], "step 1 pattern", "step one pattern", Some("pattern")),
    row(LESSON, &["P"], "back 1 pattern", "back one pattern", None),
    row(LESSON, &["e"], "step 1 epoch", "step one epoch", Some("epoch")),
    row(LESSON, &["E"], "back 1 epoch", "back one epoch", None),
    row(LESSON, &[">"], "next", "next lesson", Some("next")),
    row(LESSON, &["<"], "previous", "previous lesson", None),
    row(LESSON, &["t"], "contents", "all lessons", Some("contents")),
    row(LESSON, &["c"], "check", "run this lesson's checks", Some("checks")),
    row(LESSON, &["r"], "run or pause", "run by itself, or pause", Some("run")),
    row(LESSON, &["w"], "watch", "watch one update in slow motion", None),
    row(LESSON, &["x"], "reset", "the trainer as the lesson has it", Some("reset")),
    row(LESSON, &["u"], "undo", "undo the last setting or reset", None),
    row(LESSON, &["s"], "skip", "pass over the question: not answered", None),
    row(LESSON, &["H"], "hint", "a hint, and another", None),
    row(LESSON, &[":"], "write command", "any command; a number: that update", Some("command")),
    row(LESSON, &["/"], "write search", "search the lesson", None),
    row(LESSON, &["+", "="], "set lr up", "raise the learning rate: 1, 2, 5 …", None),
    row(LESSON, &["-"], "set lr down", "lower the learning rate", None),
    row(LESSON, &["]"], "speed up", "run faster", None),
    row(LESSON, &["["], "speed down", "run slower", None),
    row(LESSON, &["."], "seek +10", "ten updates on", None),
    row(LESSON, &[","], "seek -10", "ten updates back", None),
    mute(Term::Lr, "mute lr: everywhere, here, not", None),
    mute(Term::Delta, "mute delta", None),
    mute(Term::Fprime, "mute f′(e)", Some("mute f′")),
    mute(Term::Input, "mute the input", None),
    row(LESSON, &["0"], "unmute", "unmute all", None),
    row(LESSON, &["a"], "set activation next", "next activation for this layer", None),
    row(LESSON, &["A"], "write activation", "write an activation for this layer", None),
    row(LESSON, &["R"], "write rule", "write a rule for this layer", None),
    row(LESSON, &["b"], "set schedule next", "online or batch", None),
    row(LESSON, &["M"], "set method next", "the next method: momentum, adam …", None),
    row(&[Reading, Trainer, Why], &["z"], "enlarge", "one panel alone, then the next", Some("enlarge")),
    row(LESSON, &["v"], "mark next weight", "another second weight (surface)", None),
    row(LESSON, &["W"], "nudge next", "another nudge of the weight (chain)", None),
    row(LESSON, &["L"], "scale next", "linear or logarithmic error", None),
    row(LESSON, &["m"], "mark moment", "mark this moment", None),
    row(LESSON, &["'"], "seek mark", "to the mark, and back again", None),
    row(LESSON, &["B"], "branch", "keep all as it is in a second run", None),
    row(LESSON, &["X"], "seek parting", "to where the runs part", None),
    row(LESSON, &["y"], "copy", "copy the selected value", None),
    row(LESSON, &["Y"], "copy session", "copy what was done, as a check", None),
    row(FIGURES, &["pgdn", "ctrl-d"], "seek +100", "a hundred updates on", None),
    row(FIGURES, &["pgup", "ctrl-u"], "seek -100", "a hundred updates back", None),
    row(FIGURES, &["G", "end"], "seek newest", "to the newest update", None),
    row(FIGURES, &["g", "home"], "seek 0", "back to the start", None),
    row(FIGURES, &["k", "up"], "select previous weight", "select the previous weight", None),
    row(FIGURES, &["l"], "select next layer", "select in the next layer", None),
    row(FIGURES, &["h"], "select previous layer", "select in the layer before", None),
    row(FIGURES, &["right"], "shift right", "move the weight up, by the nudge", None),
    row(FIGURES, &["left"], "shift left", "move the weight down, by the nudge", None),
    row(&[Why], &["k", "up"], "row previous", "number before", None),
    row(&[Why], &["g", "home"], "row first", "first number", None),
    row(&[Why], &["G", "end"], "row last", "last number", None),
    row(&[Reading, Trainer], &["esc"], "leave", "end the search; to the text", None),
    row(PROSE, &["j", "down"], "scroll line down", "down a line", Some("scroll")),
    row(PROSE, &["k", "up"], "scroll line up", "up a line", None),
    row(PROSE, &["pgdn"], "scroll page down", "down a page", None),
    row(PROSE, &["pgup"], "scroll page up", "up a page", None),
    row(PROSE, &["ctrl-d"], "scroll half down", "down half a page", None),
    row(PROSE, &["ctrl-u"], "scroll half up", "up half a page", None),
    row(PROSE, &["g", "home"], "scroll top", "to the top", None),
    row(PROSE, &["G", "end"], "scroll end", "to the end", None),
    row(&[Contents], &["enter"], "enter", "open the lesson", Some("open")),
    row(&[Contents], &["j", "down"], "row next", "next lesson in the list", Some("down")),
    row(&[Contents], &["k", "up"], "row previous", "lesson before in the list", Some("up")),
    row(&[Contents], &["g", "home", "pgup"], "row first", "first lesson", None),
    row(&[Contents], &["G", "end", "pgdn"], "row last", "last lesson", None),
    row(&[Contents], &["esc", "t"], "leave", "back to where you were", Some("leave")),
    row(&[Help], &["esc", "?", "enter"], "leave", "back to where you were", Some("leave")),
    row(&[Help], &["/"], "write search", "search these lines; empty: all", Some("search")),
    row(&[Typing], &["enter"], "accept", "take what is typed", Some("accept")),
    row(&[Typing], &["esc"], "leave", "leave; the text is kept", Some("leave, text kept")),
    row(&[Typing], &["tab"], "complete", "complete the word", Some("complete")),
    row(&[Typing], &["up", "backtab"], "edit older", "typed before; the choice above", Some("before")),
    row(&[Typing], &["down"], "edit newer", "typed after that; the choice below", None),
    row(&[Typing], &["left"], "edit left", "move the cursor left", None),
    row(&[Typing], &["right"], "edit right", "move the cursor right", None),
    row(&[Typing], &["home", "ctrl-a"], "edit start", "to the start of the line", None),
    row(&[Typing], &["end", "ctrl-e"], "edit end", "to the end of the line", None),
    row(&[Typing], &["backspace", "ctrl-h"], "edit erase", "erase what is before the cursor", None),
    row(&[Typing], &["delete"], "edit delete", "erase what is under the cursor", None),
    row(&[Typing], &["ctrl-w"], "edit word", "erase the word before the cursor", None),
    row(&[Typing], &["ctrl-u"], "edit clear", "erase all", Some("clear")),
    row(&[Reading, Trainer, Why, Enlarged, Contents], &["?"], "help", "these keys", Some("help")),
    row(NOT_TYPING, &["q"], "quit", "quit", Some("quit")),
    row(ALL, &["ctrl-c"], "quit", "quit", None),
    row(ALL, &["ctrl-z"], "suspend", "suspend", None),
    row(ALL, &["ctrl-l"], "redraw", "draw the screen anew", None),
];
