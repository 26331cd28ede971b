//! `scale` of a trainer: that of the inputs which are read from a file, that on which the error is drawn, or a list of both.

use super::body::{Fields, Value, unknown};
use crate::network::patterns::Scale;
use crate::training::ErrorScale;

/// The scales of a trainer; none, where it names none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scales {
    /// That of the inputs.
    pub inputs: Option<Scale>,
    /// That of the error.
    pub error: Option<ErrorScale>,
}

/// The words for the scales of inputs.
const INPUTS: [(&str, Scale); 2] = [("unit", Scale::Unit), ("z", Scale::Z)];

/// Reads what a trainer says of scales.
pub fn scales(fields: &Fields<'_>) -> Option<Scales> {
    let mut scales = Scales::default();
    let Some(value) = fields.get("scale") else {
        return Some(scales);
    };
    if value.is_list() {
        for item in value.list()? {
            read(&item, &mut scales)?;
        }
    } else {
        read(&value, &mut scales)?;
    }
    Some(scales)
}

fn read(value: &Value<'_>, scales: &mut Scales) -> Option<()> {
    fn meant<T: Copy>(word: &str, words: &[(&str, T)]) -> Option<T> {
        let row = words.iter().find(|(known, _)| *known == word);
        row.map(|(_, meaning)| *meaning)
    }
    let word = value.text()?;
    if let Some(inputs) = meant(word, &INPUTS) {
        scales.inputs = Some(inputs);
    } else if let Some(error) = meant(word, &ErrorScale::ALL) {
        scales.error = Some(error);
    } else {
        let inputs = INPUTS.iter().map(|(word, _)| *word);
        let known: Vec<&str> = inputs
            .chain(ErrorScale::ALL.map(|(word, _)| word))
            .collect();
        return unknown(value, "scale", word, &known);
    }
    Some(())
}
