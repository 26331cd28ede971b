//! A trainer's patterns: written in the block, a set with a name, or a file beside the lesson.

use super::body::{Fields, Value, counted, unknown};
use super::pattern_file::{Reading, reading};
use super::source::{Diagnostic, is_utf16};
use crate::formula::nearest;
use crate::network::patterns::{self as sets, MOST_PATTERNS, Pattern};

/// The most that a file of patterns may hold.
pub const MOST_BYTES: usize = 4 << 20;

/// Number of files that are listed if none has a name close to what was written.
const MOST_NAMED: usize = 8;

/// The patterns of a trainer whose layers have these sizes.
pub fn patterns(fields: &Fields<'_>, sizes: &[usize]) -> Option<Vec<Pattern>> {
    let value = fields.required("patterns", "patterns = [{ x = [0, 1], t = [1] }]")?;
    let shape = (sizes[0], sizes[sizes.len() - 1]);
    if value.is_text() {
        let name = value.text()?;
        // No set has a name with one of these.
        let is_file = name.contains(['.', '/', '\\']);
        let read = if is_file {
            from_file(&value, name, fields, shape.1)?
        } else {
            named(&value, name)?
        };
        return fitting(&value, name, read, shape);
    }
    let items = value.list()?;
    if items.is_empty() || items.len() > MOST_PATTERNS {
        return value.complain(
            format!(
                "expected 1 to {MOST_PATTERNS} patterns, found {}",
                items.len()
            ),
            "write `patterns = [{ x = [0, 1], t = [1] }]`",
        );
    }
    // Each is read, so that every error of the list is told.
    let read: Vec<Option<Pattern>> = items.iter().map(|item| pattern(item, shape)).collect();
    read.into_iter().collect()
}

fn named(value: &Value<'_>, name: &str) -> Option<Vec<Pattern>> {
    sets::named(name).or_else(|| {
        let known: Vec<&str> = sets::names().collect();
        unknown(value, "set of patterns", name, &known)
    })
}

fn from_file(
    value: &Value<'_>,
    name: &str,
    fields: &Fields<'_>,
    outputs: usize,
) -> Option<Vec<Pattern>> {
    let reading = reading(fields)?;
    let names = value.source().files.names();
    if !names.iter().any(|known| known == name) {
        return no_file(value, name, &names);
    }
    let file = match value.source().open(name) {
        Ok(file) => file,
        Err(why) => return value.complain(why, "copy it into the folder of the lesson"),
    };
    if is_utf16(&file.text) {
        return value.complain(
            format!("\"{name}\" is UTF-16, not UTF-8"),
            "save the file as UTF-8",
        );
    }
    if file.text.len() > MOST_BYTES {
        return value.complain(
            format!("\"{name}\" is longer than {} MiB", MOST_BYTES >> 20),
            format!("take fewer patterns: a trainer may have {MOST_PATTERNS}"),
        );
    }
    let read = match reading {
        Reading::By(columns) => columns.read(&file.text, outputs),
        Reading::Plain => sets::read(&file.text),
    };
    let problems = match read {
        Ok(patterns) => return Some(patterns),
        Err(problems) => problems,
    };
    let mut first = None;
    for problem in problems {
        let place = file.place(problem.span);
        first.get_or_insert_with(|| format!("{place}: {}", problem.message));
        value.complain_elsewhere(Diagnostic::of(problem, place));
    }
    value.complain(
        format!("\"{name}\" cannot be read as patterns"),
        first.unwrap_or_default(),
    )
}

/// Complains that there is no such file beside the lesson.
fn no_file<T>(value: &Value<'_>, name: &str, names: &[String]) -> Option<T> {
    let plain = name.rsplit(['/', '\\']).next().unwrap_or_default();
    if plain != name {
        return value.complain(
            format!("\"{name}\" is not a file beside the lesson: expected a name without `/` and `\\`"),
            "copy it into the folder of the lesson, and write its name alone: `patterns = \"data.csv\"`",
        );
    }
    let is_csv = name.to_ascii_lowercase().ends_with(".csv");
    let help = match nearest(name, names.iter().map(String::as_str)) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None if !is_csv => "expected a name that ends in .csv".to_string(),
        None if names.is_empty() => "no .csv file is there; copy it into the folder".to_string(),
        None => format!("there is {}", some_of(names)),
    };
    value.complain(format!("no file \"{name}\" stands beside the lesson"), help)
}

fn some_of(names: &[String]) -> String {
    let more = if names.len() > MOST_NAMED {
        ", …"
    } else {
        ""
    };
    format!("{}{more}", names[..names.len().min(MOST_NAMED)].join(", "))
}

/// The patterns of a set or a file, if the net has as many inputs and outputs.
fn fitting(
    value: &Value<'_>,
    name: &str,
    patterns: Vec<Pattern>,
    shape: (usize, usize),
) -> Option<Vec<Pattern>> {
    let first = patterns.first()?;
    let found = (first.inputs.len(), first.targets.len());
    if found == shape {
        return Some(patterns);
    }
    value.complain(
        format!(
            "\"{name}\" has {} and {}",
            counted(found.0, "input"),
            counted(found.1, "target")
        ),
        format!(
            "the net has {} and {}: change `layers`",
            counted(shape.0, "input"),
            counted(shape.1, "output")
        ),
    )
}

fn pattern(value: &Value<'_>, (inputs, outputs): (usize, usize)) -> Option<Pattern> {
    let example = "{ x = [0, 1], t = [1] }";
    let fields = value.fields(&["x", "t"], example)?;
    let part = |key: &str, count: usize, what: &str| {
        let Some(part) = fields.get(key) else {
            if fields.is_misspelt(key) {
                return None;
            }
            return value.complain(
                format!("this pattern has no `{key}`"),
                format!("write `{example}`"),
            );
        };
        let numbers = part.numbers()?;
        if numbers.len() != count {
            return part.complain(
                format!("expected {}, found {}", counted(count, what), numbers.len()),
                format!("one number for each {what} of the net, as `layers` says"),
            );
        }
        Some(numbers)
    };
    let (inputs, targets) = (part("x", inputs, "input"), part("t", outputs, "output"));
    Some(Pattern {
        inputs: inputs?,
        targets: targets?,
    })
}
