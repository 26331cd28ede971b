//! The number of each tag, beneath the first part that has the tag.

use super::layout::Numbers;
use super::sheet::Sheet;
use super::text::width;

/// `sheet` with the numbers of its tags beneath, in as many lines as keep them apart.
pub fn beneath(sheet: Sheet, numbers: Numbers<'_>) -> Sheet {
    let mut lines: Vec<Vec<(usize, usize, Sheet)>> = Vec::new();
    for tag in sheet.marks() {
        let (Some((first, last)), Some(number)) = (sheet.span(tag), numbers(tag)) else {
            continue;
        };
        let length = width(&number);
        let start = (first + last + 1).saturating_sub(length) / 2;
        let end = start + length;
        let free = |line: &Vec<(usize, usize, Sheet)>| {
            line.iter().all(|(from, to, _)| end < *from || *to < start)
        };
        let placed = (start, end, Sheet::text(&number, tag));
        match lines.iter().position(free) {
            Some(line) => lines[line].push(placed),
            None => lines.push(vec![placed]),
        }
    }
    let baseline = sheet.baseline;
    let (core, below) = (sheet.core, sheet.below());
    let mut parts = vec![(0, 0, sheet)];
    for (line, placed) in lines.into_iter().enumerate() {
        let line = isize::try_from(below + 1 + line).unwrap_or(1);
        parts.extend(
            placed
                .into_iter()
                .map(|(start, _, number)| (line, start, number)),
        );
    }
    let mut whole = Sheet::compose(parts);
    whole.baseline = baseline;
    whole.core = core;
    whole
}
