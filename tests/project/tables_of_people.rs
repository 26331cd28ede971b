//! Files of patterns as people have them: read with a field or two, or refused with the field that would help.

use crate::course::Course;

/// What is said of a trainer with these fields and this file.
fn told(layers: &str, fields: &str, csv: &str) -> (i32, String) {
    let check = "```check rows\nsays = \"All are there.\"\nexpect = [\"sum(patterns, 1) == 2\"]\nnotices = false\nreason = \"It counts.\"\n```\n";
    let lesson = format!(
        "# Table\n\n```trainer main\nlayers = {layers}\nseed = 1\npatterns = \"data.csv\"\n{fields}\n```\n\n{check}"
    );
    let course = Course::of(&[
        ("01-table.md", lesson.as_bytes()),
        ("data.csv", csv.as_bytes()),
    ]);
    let told = course.check(&[]);
    (told.code, told.out)
}

const TWO: &str = "[2, 2, 1]";
const NAMED: &str = "id,length,width,kind\n1,5.1,3.5,rose\n2,4.9,3.0,lily\n";

#[test]
fn a_table_is_read_with_a_field_or_two() {
    for (layers, fields, csv) in [
        (
            TWO,
            "inputs = [\"length\", \"width\"]\ntarget = \"kind\"",
            NAMED,
        ),
        (
            "[2, 2, 2]",
            "inputs = [\"length\", \"width\"]\ntarget = \"kind\"\nscale = \"z\"",
            NAMED,
        ),
        (TWO, "header = false", "0,1,1\n1,0,0\n"),
        (
            TWO,
            "header = false\ninputs = [\"3\", \"1\"]\ntarget = \"2\"\nscale = \"unit\"",
            "0,1,5\n1,0,7\n",
        ),
        (
            TWO,
            "separator = \";\"\ndecimal = \",\"",
            "\u{feff}a;b;c\r\n0,5;-1;1\r\n0,25;0,5;0\r\n",
        ),
        (TWO, "separator = \"\\t\"", "a\tb\tc\n1\t2\t3\n4\t5\t6\n"),
        (
            TWO,
            "missing = \"leave out\"",
            "a,b,c\n1,,1\n1,NA,1\n1,2,3\n4,5,6\n1,1,?\n",
        ),
    ] {
        let (code, out) = told(layers, fields, csv);
        assert_eq!(code, 0, "{fields}: {out}");
    }
}

#[test]
fn one_that_cannot_be_read_is_told_with_what_would_help() {
    for (fields, csv, place, help) in [
        (
            "",
            NAMED,
            "data.csv:1:1",
            "`inputs = [\"id\", \"length\", \"width\"]`, `target = \"kind\"`",
        ),
        (
            "",
            "0,1,1\n1,0,0\n",
            "data.csv:1:1",
            "write `header = false`",
        ),
        (
            "",
            "x1;x2;t1\n0;1;1\n",
            "data.csv:1:1",
            "write `separator = \";\"`",
        ),
        (
            "",
            "x1,x2,t1\n0.5,,1\n",
            "data.csv:2:5",
            "`missing = \"leave out\"`",
        ),
        (
            "",
            "x1,x2,t1\n0.5,\"0,5\",1\n",
            "data.csv:2:5",
            "`decimal = \",\"`",
        ),
        (
            "inputs = [\"lenght\", \"width\"]",
            NAMED,
            "data.csv:1:1",
            "there are id, length, width, kind",
        ),
        (
            "inputs = [\"length\", \"kind\"]",
            NAMED,
            "data.csv:2:11",
            "`target = \"kind\"`",
        ),
        (
            "missing = \"drop\"",
            NAMED,
            "01-table.md:7:11",
            "write one of these",
        ),
    ] {
        let (code, out) = told(TWO, fields, csv);
        assert_eq!(code, 2, "{fields}: {out}");
        assert!(
            out.contains(place) && out.contains(help),
            "{fields} {csv}: {out}"
        );
    }
}
