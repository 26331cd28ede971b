//! deltarule, a course in the terminal about one line: `new weight = old weight + lr × delta × f′(e) × input`.
//!
//! # Layers
//!
//! A module imports from its own row and from earlier rows only, and a crate is named only where this table names it.
//! `tests/project/layers.rs` holds both.
//!
//! | layer | what lives there | crates |
//! |---|---|---|
//! | [`cellmath`] | LaTeX as cells, as a row, as ASCII and as words: a crate of its own, which knows nothing of the course | pulldown-latex, unicode-width |
//! | [`formula`] | the one small language of lessons: parse, evaluate, differentiate, print | winnow, libm |
//! | [`network`] | one feed-forward net: activations beside their derivatives, loss, patterns, forward, backward, terms | ndarray, rand |
//! | [`training`] | what changes a net over time: update, run, timeline, landscape, trainer, command | ndarray |
//! | [`figure`] | what to show: text with roles, tables, graphs, charts, heat maps, mathematics; no colour, no terminal | cellmath, unicode-width |
//! | [`panel`] | a trainer as figures | – |
//! | [`block`] | the fenced blocks of a lesson, and what comes of them | toml |
//! | [`lesson`] | markdown to lesson, with places; the course | pulldown-cmark, `index_vec` |
//! | [`study`] | a learner's sitting, and the one function that changes it; what is kept of it | toml, serde, etcetera, tempfile, fs4, tui-input, `index_vec` |
//! | [`face`] | the screen | ratatui, crossterm, signal-hook, deunicode |
//! | [`cli`] | the verbs of the command line | clap, `clap_complete`, `clap_mangen`, csv, `serde_json` |
//!
//! `formula` has libm for the error function, which the activation gelu is made of and the standard library does not have.
//!
//! # The way of a key press
//!
//! A key is looked up in the key table, which gives an [`study::Action`]; [`study::act`] does it, and nothing else changes a
//! [`study::Study`]; what it cannot do itself (scroll, quit) it gives back as effects; then the screen is drawn from the study
//! anew. Most actions are a [`training::Command`] to the trainer that is shown: its [`training::Run`] takes the terms of an
//! update once ([`network::Terms`]) and applies them weight by weight.
//!
//! # What it costs to add
//!
//! One idea has one table, which everything that speaks of it reads. `tests/project/tables.rs` holds that no second list is begun.
//!
//! | to add | what it costs |
//! |---|---|
//! | an activation | one row of `network/activation.rs`: the name, f, f′ |
//! | a set of patterns | one row of `network/patterns/mod.rs` |
//! | an optimizer | one file in `training/optimizer/` and one row of `training/optimizer.rs`; its parameters are settings by themselves |
//! | a setting | one row of `training/setting.rs`: lessons, `set`, completion and reports have it from there |
//! | a name of the formulas | one row of `training/quantity/table.rs`; a new sort of number also one function of `training/quantity/asked.rs` |
//! | a verb for trainers | one file in `training/command/` and one line of `training/command/mod.rs` |
//! | a factor of the update | it has four; all that is said of each is in `training/term.rs` |
//! | a panel | one file in `panel/` and one line of `panel/mod.rs` |
//! | a kind of block | one file in `block/` and one row of `block/kinds.rs`; one file in `study/parts/` and its lines in `study/parts/mod.rs` |
//! | a key | one row of `face/tui/key_table.rs`: footer and help are drawn from it |
//! | a lesson | one file in `lessons/` |
//! | a language of programs | one file in `cli/code/`, its forms in `cli/code/functions.rs`, one row of `cli/code/language.rs` |
//! | a verb of the command line | one file in `cli/` and one row of `cli/mod.rs` |
//!
//! The factors are in `training`, since rules and mutes are the lowest that need them; `figure` has a role for each, and only
//! `face` knows their colours on a screen.
//!
//! # The screen
//!
//! ```text
//!  deltarule  1 The question       ●◐○○○○  1 of 18 done     header
//! ╭ lesson ──────────────────────────────────────────╮
//! │ Press space, once. …                             │     page: prose, and parts:
//! │ ✓ Check: one update lowers E.                    │     a claim,
//! │ ? What will change be?                           │     a question, with its field
//! ╰──────────────────────────── 3 of 10 done · 24 % ─╯
//! ╭ trainer · moons — epoch 0 · update 1 ────────────╮
//! │ terms                error · E 59.7826           │     panels: figures of the
//! │ lr × delta × f′ × x  120│●                       │     trainer that is shown
//! ╰──────────────────────────────────────────────────╯
//!  ? help  q quit  space step  backspace back              footer: the keys, or the last
//!                                                          message, or a field: `:` and `/`
//! ```
//!
//! | part | its content | its drawing |
//! |---|---|---|
//! | header, footer | `study/sitting.rs`, `face/tui/key_table.rs` | `face/tui/view.rs` |
//! | page | `study/page.rs`, `study/parts/` | `face/tui/view.rs`, scrolled by `face/tui/viewport.rs` |
//! | panels | `panel/`, made of `figure/` | `face/tui/panels.rs`, placed by `face/tui/arrange.rs` |
//! | what lies over it: contents, help, *why* | `study/overlay.rs`, `panel/why.rs` | `face/tui/windows.rs` |
//!
//! The plain face says the same line by line: `face/plain/`.
//!
//! # Where to begin
//!
//! `network/terms.rs` is the mathematics. `training/run.rs` is the state of a run. `block/check.rs` is how a lesson's claim is
//! looked at. Each opens with what lives there.

pub mod block;
pub mod cli;
pub mod face;
pub mod figure;
pub mod formula;
pub mod lesson;
pub mod network;
pub mod panel;
pub mod study;
pub mod training;
