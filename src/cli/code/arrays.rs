//! Programs with numpy and torch: a matrix for each layer, in which the rule of the lessons is one line.

use super::language::Language;
use super::plan::Plan;
use super::snake::Snake;
use super::text::indented;
use crate::formula::Expr;

/// The program of a plan.
///
/// # Errors
/// If it cannot be said with arrays: a sentence that says so.
pub fn program(plan: &Plan<'_>, language: Language) -> Result<String, String> {
    let whole = Plan {
        weights: filled_up(&plan.weights),
        frozen: [plan.frozen.clone(), missing(&plan.weights)].concat(),
        title: plan.title.clone(),
        slopes: plan.slopes.clone(),
        rules: plan.rules.clone(),
        send_backs: plan.send_backs.clone(),
        orders: plan.orders.clone(),
        ..*plan
    };
    let snake = Snake {
        plan: &whole,
        language,
    };
    let by_autograd = language == Language::Pytorch && is_found_by_autograd(&whole);
    let changes = if by_autograd {
        by_gradient(&whole)
    } else {
        changes(&snake)?
    };
    let slopes = snake.slopes(changes.contains("f_prime"))?;
    let mut sections = vec![snake.data(), as_arrays(language), slopes];
    sections.extend([forward(&snake), error(&snake), changes]);
    sections.push(snake.combine().to_string());
    sections.extend(snake.search());
    sections.extend(snake.learnt());
    sections.push(snake.main()?);
    Ok(snake.program(&sections))
}

/// Matrices in which every unit has a bias if one of its layer has: one that it lacks is 0.
fn filled_up(weights: &[Vec<Vec<f64>>]) -> Vec<Vec<Vec<f64>>> {
    let mut filled = weights.to_vec();
    for rows in &mut filled {
        let longest = rows.iter().map(Vec::len).max().unwrap_or(0);
        for row in rows.iter_mut() {
            row.resize(longest, 0.0);
        }
    }
    filled
}

/// The places of biases that units of a layer lack while others have one: they stay 0.
fn missing(weights: &[Vec<Vec<f64>>]) -> Vec<[usize; 3]> {
    let mut places = Vec::new();
    for (layer, rows) in weights.iter().enumerate() {
        let longest = rows.iter().map(Vec::len).max().unwrap_or(0);
        let short = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.len() < longest);
        places.extend(short.map(|(unit, row)| [layer, unit, row.len()]));
    }
    places
}

/// Returns `true` if autograd finds the changes: the rules are the course's own, and every activation has a slope.
fn is_found_by_autograd(plan: &Plan<'_>) -> bool {
    let has_slope =
        |formula: &Expr| !matches!(formula.as_number(), Some(number) if number.value == 0.0);
    plan.settings.is_plain() && plan.slopes.iter().all(|slope| has_slope(&slope.fprime))
}

fn as_arrays(language: Language) -> String {
    let array = match language {
        Language::Pytorch => "torch.tensor",
        _ => "np.array",
    };
    format!("patterns = [({array}(x), {array}(t)) for x, t in patterns]\n")
}

fn forward(snake: &Snake<'_>) -> String {
    let f = snake.activation("f", "layer", "nets[layer]");
    let with_one = match snake.language {
        Language::Pytorch => "torch.cat([x, torch.ones(1)])",
        _ => "np.append(x, 1.0)",
    };
    format!(
        "def forward(weights, x):\n    \
        \"\"\"What comes into each layer, with a 1 for its biases; e of each unit; the outputs.\"\"\"\n    \
        inputs, nets = [], []\n    \
        for layer, w in enumerate(weights):\n        \
        inputs.append({with_one}[:w.shape[1]])\n        \
        nets.append(w @ inputs[layer])\n        \
        x = {f}\n    \
        return inputs, nets, x\n"
    )
}

fn error(snake: &Snake<'_>) -> String {
    let of_pattern = match (snake.plan.is_cross_entropy(), snake.language) {
        (false, _) => "((t - y) ** 2).sum() / 2",
        (true, Language::Pytorch) => "(softplus(nets[-1]) - t * nets[-1]).sum()",
        (true, _) => "(np.logaddexp(nets[-1], 0) - t * nets[-1]).sum()",
    };
    format!(
        "def error(weights, patterns=patterns):\n    \
        \"\"\"E, over all patterns or over some.\"\"\"\n    \
        total = 0.0\n    \
        for x, t in patterns:\n        \
        _, nets, y = forward(weights, x)\n        \
        total += {of_pattern}\n    \
        return total\n"
    )
}

/// The changes by autograd, which applies the chain rule as lessons do: f′ is in it, if not in the program.
fn by_gradient(plan: &Plan<'_>) -> String {
    let has_lr_itself = plan.settings.searches() || plan.settings.method.takes_slope();
    let lr = if has_lr_itself { "-g" } else { "-lr * g" };
    let frozen = if plan.frozen.is_empty() {
        String::new()
    } else {
        "    for layer, j, i in frozen:\n        total[layer][j, i] = 0.0\n".to_string()
    };
    format!(
        "def changes(weights, learnt):\n    \
        \"\"\"The change of each weight: autograd finds ∂E/∂w by the chain rule, f′ included.\"\"\"\n    \
        weights = [w.clone().requires_grad_() for w in weights]\n    \
        gradients = torch.autograd.grad(error(weights, learnt), weights)\n    \
        total = [{lr} for g in gradients]\n{frozen}    return total\n"
    )
}

fn changes(snake: &Snake<'_>) -> Result<String, String> {
    let plan = snake.plan;
    let fprime = snake.activation("f'", "layer", "e");
    let zeros = match snake.language {
        Language::Pytorch => "torch.zeros_like(w)",
        _ => "np.zeros_like(w)",
    };
    let delta = if plan.is_cross_entropy() {
        let fprime = snake.activation("f'", "-1", "nets[-1]");
        format!("(targets - outputs) / {fprime}")
    } else {
        "targets - outputs".to_string()
    };
    let mut lines = vec![
        format!("total = [{zeros} for w in weights]"),
        "for x, targets in learnt:".to_string(),
        "    inputs, nets, outputs = forward(weights, x)".to_string(),
        format!("    delta = {delta}"),
        "    for layer in reversed(range(len(weights))):  # a row a unit, a column an input"
            .to_string(),
        "        w, input = weights[layer], inputs[layer]".to_string(),
        "        e, delta = nets[layer][:, None], delta[:, None]".to_string(),
    ];
    let y = snake.activation("f", "layer", "e");
    let arange = match snake.language {
        Language::Pytorch => "torch.arange",
        _ => "np.arange",
    };
    let bias = format!("({arange}(len(input)) == sizes[layer]) * 1.0");
    let target = if plan.outputs() == 1 {
        "targets[0]"
    } else {
        "targets[:, None]"
    };
    for (name, text) in [
        ("y", y),
        ("fprime", fprime),
        ("t", target.to_string()),
        ("bias", bias),
    ] {
        if plan.mentions(name) {
            lines.push(format!("        {name} = {text}"));
        }
    }
    lines.push(indented(
        &snake.assigned("change", &plan.rules)?,
        &" ".repeat(8),
    ));
    lines.push("        total[layer] += change".to_string());
    if plan.layers() > 1 {
        lines.push(indented(&sent_back(snake)?, &" ".repeat(8)));
    }
    if !plan.frozen.is_empty() {
        lines.push("for layer, j, i in frozen:".to_string());
        lines.push("    total[layer][j, i] = 0.0".to_string());
    }
    lines.push("return total\n".to_string());
    let body = indented(&lines.join("\n"), "    ");
    let sizes = if plan.mentions("bias") {
        "sizes = [len(patterns[0][0])] + [len(w) for w in weights]  # inputs of each layer, without the 1\n\n\n"
    } else {
        ""
    };
    Ok(format!(
        "{sizes}def changes(weights, learnt):\n    \"\"\"The change of each weight, summed over patterns.\"\"\"\n{body}\n"
    ))
}

/// The lines that add up for each unit below what a layer sends back.
fn sent_back(snake: &Snake<'_>) -> Result<String, String> {
    let mut sent = snake.plan.send_backs.clone();
    // Nothing is below the first layer.
    sent[0] = sent[1].clone();
    // A formula without w is of no input: it goes back through each alike.
    let is_of_input = |formula: &Expr| formula.mentions("w");
    let assigned = snake.assigned("sent_back", &sent)?;
    let whole = if sent.iter().all(is_of_input) {
        "sent_back"
    } else {
        "(sent_back + 0 * w)"
    };
    Ok(format!(
        "{assigned}\nif layer > 0:\n    delta = {whole}.sum(0)[:len(nets[layer - 1])]"
    ))
}
