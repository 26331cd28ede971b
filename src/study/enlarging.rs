//! One panel with all the room: those of the trainer in turn, then the others, whatever its lesson shows beside the text.

use super::overlay::Overlay;
use super::sitting::{Effect, Study};
use crate::formula::nearest;
use crate::panel::{PANELS, Panel};

impl Study {
    /// The panel that has all the room.
    #[must_use]
    pub fn enlarged(&self) -> Option<&'static Panel> {
        self.overlays.enlarged()
    }

    /// Gives a panel all the room: the one of that name, or else the next.
    pub(super) fn enlarge(&mut self, name: Option<&str>) -> Vec<Effect> {
        if self.trainer().is_none() {
            self.say("there is no trainer here");
            return Vec::new();
        }
        let panels = self.panels_in_turn();
        let at = |name: &str| panels.iter().position(|panel| panel.name == name);
        let next = || {
            let now = self.enlarged().and_then(|now| at(now.name));
            Some(now.map_or(0, |now| (now + 1) % panels.len()))
        };
        let chosen = name
            .map_or_else(next, at)
            .and_then(|at| panels.get(at).copied());
        match (chosen, name) {
            (Some(panel), _) => self.overlays.push(Overlay::Enlarged(panel)),
            (None, name) => {
                let name = name.unwrap_or_default();
                let near = nearest(name, PANELS.iter().map(|panel| panel.name));
                let meant = near.map(|near| format!(": did you mean {near}?"));
                self.complain(format!(
                    "there is no panel {name}{}",
                    meant.unwrap_or_default()
                ));
            }
        }
        Vec::new()
    }

    /// The panels of the trainer that is shown: those that the text speaks of first, in front of the others.
    #[must_use]
    pub fn panels(&self, spoken_of: &[&'static Panel]) -> Vec<&'static Panel> {
        let own = self.lesson().trainers.get(self.shown());
        let own = own
            .into_iter()
            .flat_map(|trainer| trainer.panels.iter().copied());
        with_others(spoken_of, own)
    }

    /// All panels: first those that the lesson shows of this trainer.
    fn panels_in_turn(&self) -> Vec<&'static Panel> {
        with_others(&self.lesson().trainers[self.shown()].panels, PANELS.iter())
    }
}

/// Some panels, and behind them those of the others that are not among them.
fn with_others(
    first: &[&'static Panel],
    others: impl Iterator<Item = &'static Panel>,
) -> Vec<&'static Panel> {
    let is_new = |other: &&Panel| !first.iter().any(|panel| panel.name == other.name);
    first.iter().copied().chain(others.filter(is_new)).collect()
}

/// Returns `true` if an effect leads to a place in the text, which then has to be visible.
pub(super) fn leads_to_text(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Scroll(_) | Effect::ScrollToStop(_) | Effect::ScrollToFound(_)
    )
}
