//! `deltarule read`: a lesson as a transcript; solved, with everything that a learner comes to only by answering.

use std::process::ExitCode;

use super::common::Common;
use super::ending::trouble;
use super::learn::at;
use crate::block::Block;
use crate::face::plain;
use crate::study::{Action, Stop, Study, act};
use crate::training::Command;

/// The arguments of `read`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// A lesson by number, name or file
    #[arg(value_name = "LESSON")]
    lesson: String,
    /// With all hints, answers and explanations, whatever you have done yourself: for proof reading
    #[arg(long)]
    solved: bool,
}

const EXAMPLES: &str = "deltarule read 04                    as far as your answers have opened it\n\
    deltarule read 04 --solved | less    all of it, with the answers";

/// Reads a lesson out.
pub fn run(common: &Common, arguments: &Arguments) -> ExitCode {
    match opened(common, arguments) {
        Ok(study) => match plain::transcript(study) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => trouble(&format!("this could not be written: {error}")),
        },
        Err(sentence) => trouble(&sentence),
    }
}

fn opened(common: &Common, arguments: &Arguments) -> Result<Study, String> {
    let meant = common.meant(&arguments.lesson)?;
    if !arguments.solved {
        return Ok(at(common, meant)?.0);
    }
    let id = meant.lesson().id.clone();
    let mut study = Study::new(meant.course);
    act(&mut study, &Action::Lesson(id));
    solve(&mut study);
    Ok(study)
}

/// Comes to everything that there is to do, and does it: what is answered opens what stands below.
fn solve(study: &mut Study) {
    let mut place = 0;
    while let Some(stop) = study.stops().get(place).copied() {
        place += 1;
        does(study, &Action::StopAt(place.to_string()));
        if let Stop::Block(block) = stop {
            for action in solution(&study.lesson().blocks[block].block) {
                does(study, &action);
            }
        }
    }
    does(study, &Action::Check(None));
}

/// Does an action to its end.
fn does(study: &mut Study, action: &Action) {
    act(study, action);
    while study.is_at_work() {
        act(study, &Action::Work(u64::MAX));
    }
}

/// The actions that show all that a block has to tell. A question is passed over, which tells its answer; a trainer is put back
/// to its start behind a task, so that the numbers below are those that the lesson was written with.
fn solution(block: &Block) -> Vec<Action> {
    let hints = vec![Action::Hint; block.hints().len()];
    let rest = match block {
        Block::Question(_) => vec![Action::Skip],
        Block::Task(task) => {
            let commands = task.solution().iter().map(|command| command.item.clone());
            let reset = Command::parse("reset").ok();
            commands.chain(reset).map(Action::Train).collect()
        }
        Block::Derivation(derivation) => vec![Action::Reveal; derivation.lines()],
        Block::Recall(_) => vec![Action::Reveal],
        Block::Sweep(_) => vec![Action::Enter],
        Block::Note(_) | Block::Head(_) | Block::Check(_) | Block::Plot(_) => Vec::new(),
    };
    hints.into_iter().chain(rest).collect()
}
