//! Formulas of textbook chapters on backpropagation in all four printers, and what a formula must
//! never do: panic, hang, or lie about its width.

mod formulas;

use deltarule::figure::math::{Block, Math};
use formulas::FORMULAS;

fn shown(block: &Block) -> String {
    let lines = block.lines.iter().enumerate().map(|(at, line)| {
        let mark = if at == block.baseline { '>' } else { ' ' };
        format!("{mark} {}", line.text()).trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn textbook_formulas_in_all_four_printers() {
    let mut out = String::new();
    for (source, latex) in FORMULAS {
        let math = Math::parse(latex).unwrap_or_else(|error| panic!("{latex}: {error:?}"));
        out.push_str(&format!(
            "== {source}\n{latex}\n\n{}\n\nrow    {}\nascii  {}\nwords  {}\n\n",
            shown(&math.two_dimensional()),
            math.row().text(),
            math.ascii(),
            math.words(),
        ));
    }
    insta::assert_snapshot!(out);
}
