//! A learner asks for another look of the screen: it is kept with the progress, and the face does it.

use super::look::{Dots, Look, ThemeName};
use super::sitting::{Effect, Study};

impl Look {
    /// The key that it is kept under, and its name.
    fn kept(self) -> (&'static str, String) {
        match self {
            Look::Theme(theme) => ("theme", theme.to_string()),
            Look::Dots(dots) => ("dots", dots.to_string()),
        }
    }
}

impl Study {
    /// Keeps what a learner asks for; the face does it.
    pub(super) fn look_like(&mut self, look: Look) -> Vec<Effect> {
        let (key, name) = look.kept();
        self.progress.prefer(key, &name);
        self.say(format!("{key} {name}, from now on"));
        vec![Effect::Look(look), Effect::Save]
    }

    /// The colours that the learner has asked for, the last time.
    #[must_use]
    pub fn theme(&self) -> ThemeName {
        let kept = self.progress.preferred("theme");
        kept.and_then(ThemeName::named).unwrap_or_default()
    }

    /// The dots that the learner has asked for, the last time.
    #[must_use]
    pub fn dots(&self) -> Dots {
        let kept = self.progress.preferred("dots");
        kept.and_then(Dots::named).unwrap_or_default()
    }
}
