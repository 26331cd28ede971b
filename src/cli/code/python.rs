//! Programs in plain Python: lists of lists, and the loops of the lessons.

use super::language::Language;
use super::plan::Plan;
use super::snake::Snake;
use super::text::indented;

/// The program of a plan.
///
/// # Errors
/// If Python cannot say it: a sentence that says so.
pub fn program(plan: &Plan<'_>) -> Result<String, String> {
    let snake = Snake {
        plan,
        language: Language::Python,
    };
    let changes = changes(&snake)?;
    let slopes = snake.slopes(changes.contains("f_prime"))?;
    let mut sections = vec![snake.data(), slopes, forward(&snake), error(plan), changes];
    sections.push(snake.combine().to_string());
    sections.extend(snake.search());
    sections.extend(snake.learnt());
    sections.push(snake.main()?);
    Ok(snake.program(&sections))
}

fn forward(snake: &Snake<'_>) -> String {
    let f = snake.activation("f", "layer", "e");
    format!(
        "def forward(weights, x):\n    \
        \"\"\"What comes into each layer, with a 1 for the biases; e of each unit; the outputs.\"\"\"\n    \
        inputs, nets = [], []\n    \
        for layer, rows in enumerate(weights):\n        \
        inputs.append(x + [1.0])\n        \
        nets.append([sum(w * i for w, i in zip(row, inputs[layer])) for row in rows])\n        \
        x = [{f} for e in nets[layer]]\n    \
        return inputs, nets, x\n"
    )
}

fn error(plan: &Plan<'_>) -> String {
    let of_output = if plan.is_cross_entropy() {
        "softplus(e) - t * e for t, e in zip(targets, nets[-1])"
    } else {
        "(t - y) ** 2 / 2 for t, y in zip(targets, outputs)"
    };
    format!(
        "def error(weights):\n    \
        \"\"\"E over all patterns.\"\"\"\n    \
        total = 0.0\n    \
        for x, targets in patterns:\n        \
        _, nets, outputs = forward(weights, x)\n        \
        total += sum({of_output})\n    \
        return total\n"
    )
}

fn changes(snake: &Snake<'_>) -> Result<String, String> {
    let plan = snake.plan;
    let deltas = if plan.is_cross_entropy() {
        let fprime = snake.activation("f'", "-1", "e");
        format!("[(t - y) / {fprime} for t, y, e in zip(targets, outputs, nets[-1])]")
    } else {
        "[t - y for t, y in zip(targets, outputs)]".to_string()
    };
    let is_deep = plan.layers() > 1;
    let mut lines = vec![
        "total = [[[0.0 for w in row] for row in rows] for rows in weights]".to_string(),
        "for x, targets in learnt:".to_string(),
        "    inputs, nets, outputs = forward(weights, x)".to_string(),
        format!("    deltas = {deltas}"),
        "    for layer in reversed(range(len(weights))):".to_string(),
    ];
    if is_deep {
        lines.push("        sent_back = [0.0] * len(inputs[layer])".to_string());
    }
    lines.push("        for j, row in enumerate(weights[layer]):".to_string());
    lines.push(indented(&of_unit(snake), &" ".repeat(12)));
    lines.push("            for i, w in enumerate(row):".to_string());
    lines.push(indented(&of_weight(snake)?, &" ".repeat(16)));
    if is_deep {
        lines.push("        deltas = sent_back".to_string());
    }
    if !plan.frozen.is_empty() {
        lines.push("for layer, j, i in frozen:".to_string());
        lines.push("    total[layer][j][i] = 0.0".to_string());
    }
    lines.push("return total\n".to_string());
    let body = indented(&lines.join("\n"), "    ");
    Ok(format!(
        "def changes(weights, learnt):\n    \"\"\"The change of each weight, summed over patterns.\"\"\"\n{body}\n"
    ))
}

/// The numbers of a unit that the rules name.
fn of_unit(snake: &Snake<'_>) -> String {
    let mut lines = vec!["e, delta = nets[layer][j], deltas[j]".to_string()];
    let named = [
        ("y", snake.activation("f", "layer", "e")),
        ("fprime", snake.activation("f'", "layer", "e")),
        ("t", target(snake.plan).to_string()),
    ];
    for (name, text) in named {
        if snake.plan.mentions(name) {
            lines.push(format!("{name} = {text}"));
        }
    }
    lines.join("\n")
}

/// The target of a unit; with one output that is its target in every layer.
fn target(plan: &Plan<'_>) -> &'static str {
    match (plan.outputs(), plan.layers()) {
        (1, _) => "targets[0]",
        (_, 1) => "targets[j]",
        _ => "targets[j] if layer == len(weights) - 1 else None",
    }
}

/// The change of a weight, and what is sent back through it.
fn of_weight(snake: &Snake<'_>) -> Result<String, String> {
    let plan = snake.plan;
    let mut lines = Vec::new();
    if plan.mentions("input") {
        lines.push("input = inputs[layer][i]".to_string());
    }
    if plan.mentions("bias") {
        lines.push("bias = 1.0 if i == len(inputs[layer]) - 1 else 0.0".to_string());
    }
    lines.push(snake.assigned("change", &plan.rules)?);
    lines.push("total[layer][j][i] += change".to_string());
    if plan.layers() > 1 {
        let mut sent = plan.send_backs.clone();
        // Nothing is below the first layer.
        sent[0] = sent[1].clone();
        let sent = snake.assigned("sent_back[i]", &sent)?;
        lines.push(sent.replace("sent_back[i] = ", "sent_back[i] += "));
    }
    Ok(lines.join("\n"))
}
