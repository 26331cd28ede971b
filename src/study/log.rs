//! The log of what was done with a trainer: commands that bring a fresh one to where it is. What was refused is not in it, what
//! was undone no longer is.

use crate::training::{Command, Nature};

/// The commands done with a trainer.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// With the number of updates that each made anew.
    commands: Vec<(Command, u64)>,
    /// `true` if the learner has done something with the trainer since the program started.
    is_changed: bool,
}

impl Log {
    /// Adds a command that was done. A run of steps is one command, however long.
    pub fn note(&mut self, command: Command, updates: u64) {
        if command.nature() == Nature::Paces {
            return;
        }
        self.is_changed = true;
        self.repeat(command, updates);
    }

    /// Adds a command that was done before the program started, and has been done again.
    pub fn repeat(&mut self, command: Command, updates: u64) {
        if let Some((last, made)) = self.commands.last_mut()
            && last.merge(&command)
        {
            *made += updates;
            return;
        }
        self.commands.push((command, updates));
    }

    /// `true` if the learner has done something with the trainer since the program started.
    pub fn is_changed(&self) -> bool {
        self.is_changed
    }

    /// Number of commands, to come back to.
    pub fn len(&self) -> usize {
        self.commands.len()
    }

    /// One of the commands, the first being 0.
    pub fn nth(&self, place: usize) -> Option<&Command> {
        self.commands.get(place).map(|(command, _)| command)
    }

    /// Forgets all commands but the first so many.
    pub fn go_back_to(&mut self, length: usize) {
        self.is_changed = true;
        self.commands.truncate(length);
    }

    /// The entries since the last reset.
    fn since_reset(&self) -> &[(Command, u64)] {
        let reset = self
            .commands
            .iter()
            .rposition(|(command, _)| command.is_reset());
        &self.commands[reset.map_or(0, |reset| reset + 1)..]
    }

    /// The commands since the last reset.
    pub fn commands(&self) -> impl Iterator<Item = &Command> {
        self.since_reset().iter().map(|(command, _)| command)
    }

    /// Number of updates that these make.
    pub fn updates(&self) -> u64 {
        self.since_reset().iter().map(|(_, updates)| updates).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_steps_is_one_command_and_a_reset_begins_anew() {
        let mut log = Log::default();
        let mut note = |text: &str| log.note(Command::parse(text).expect(text), 1);
        for text in [
            "step 1 epoch",
            "reset",
            "step 1 weight",
            "step 2 weights",
            "step 1 pattern",
        ] {
            note(text);
        }
        for text in [
            "run",
            "speed 20",
            "step 1 pattern",
            "set lr 2",
            "step 1 pattern",
        ] {
            note(text);
        }
        let texts: Vec<String> = log.commands().map(ToString::to_string).collect();
        assert_eq!(
            texts,
            [
                "step 3 weights",
                "step 2 patterns",
                "set lr 2",
                "step 1 pattern"
            ]
        );
        assert_eq!(log.updates(), 6);
    }
}
