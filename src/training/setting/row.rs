//! A row of the table of settings: how one is called, where it may be set, read, printed and completed.

use std::ops::Range;

use crate::formula::{Problem, Span};
use crate::training::report::Reading;
use crate::training::run::Start;
use crate::training::settings::Settings;
use crate::training::value::Value;

/// A setting of a run.
#[derive(Debug)]
pub struct Setting {
    /// The word for it.
    pub key: &'static str,
    /// A description in a few words.
    pub says: &'static str,
    /// The places where it may be set.
    pub places: &'static [Place],
    /// `true` if each layer has its own.
    pub is_per_layer: bool,
    /// The kind of its value.
    pub kind: Kind,
    /// Sets it, in the layers of a range from 0 if each has its own.
    pub(in crate::training) set: Set,
    /// Sets it in a run's start; the run then begins anew.
    pub(in crate::training) begin: Option<Begin>,
    /// Its value as it would be written, or that of each layer.
    pub(in crate::training) print: fn(&Setting, &Settings) -> Vec<Reading>,
    /// Words that it may be set to, or that its formula may contain.
    pub completion: fn() -> Vec<&'static str>,
}

/// Changes a run's start.
pub(in crate::training) type Begin = fn(&Setting, &mut Start, &Value) -> Result<(), Problem>;

/// Sets a setting.
pub(in crate::training) type Set =
    fn(&Setting, &mut Settings, Range<usize>, &Value) -> Result<(), Problem>;

/// A place where a setting may be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a trainer block, and in a twin.
    Block,
    /// By `set`.
    Set,
    /// By `try`: in the first run alone.
    Try,
}

/// The kind of a setting's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A number, or a step up or down.
    Number,
    /// A word or a formula, or the next of the words.
    Text,
    /// A word or a whole number, or the next of the words.
    Word,
    /// In a block a table of the settings that are called after it, `terms.fprime`; or a word.
    Table,
}

/// The name that a setting has in the table of another.
pub(in crate::training) fn part_of<'a>(key: &'a str, table: &str) -> Option<&'a str> {
    key.strip_prefix(table)?.strip_prefix('.')
}

/// Two are the same if they have the same key.
impl PartialEq for Setting {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Setting {
    /// Returns `true` if it may be set there.
    #[must_use]
    pub fn is_set(&self, place: Place) -> bool {
        self.places.contains(&place)
    }

    /// Returns `true` if its value is a number, a word or a formula, which [`Setting::set`] reads.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.is_set(Place::Set) && self.begin.is_none()
    }

    /// Sets it, in one layer or in all.
    ///
    /// # Errors
    /// If the value is none for this setting, or there is no such layer.
    pub fn set(
        &self,
        settings: &mut Settings,
        layer: Option<usize>,
        value: &Value,
    ) -> Result<(), Problem> {
        let layers = settings.network.layout.layers();
        let meant = match layer {
            None => 0..layers,
            Some(layer) if layer <= layers => layer - 1..layer,
            Some(layer) => {
                let sentence = format!("there is no layer {layer}: they go from 1 to {layers}");
                return Err(Problem::new(Span::default(), sentence));
            }
        };
        (self.set)(self, settings, meant, value)
    }

    /// Its value as it would be written, of one layer or of all.
    #[must_use]
    pub fn print(&self, settings: &Settings, layer: Option<usize>) -> Reading {
        let printed = (self.print)(self, settings);
        match (layer.filter(|_| self.is_per_layer), &printed[..]) {
            (Some(layer), all) => all.get(layer - 1).cloned().unwrap_or("".into()),
            (None, [first, rest @ ..]) if rest.iter().all(|other| other == first) => first.clone(),
            (None, all) => {
                let texts = all.iter().map(|reading| match reading {
                    Reading::Number(number) => number.to_string(),
                    Reading::Text(text) => text.clone(),
                });
                texts.collect::<Vec<_>>().join(", ").into()
            }
        }
    }

    /// The words that may follow it when it is set.
    #[must_use]
    pub fn values(&self) -> Vec<&'static str> {
        (self.completion)()
    }
}
