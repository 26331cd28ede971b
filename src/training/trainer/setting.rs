//! Setting values in a trainer's runs: rates, rules, activations, weights, mutes, and the runs that split off.

use std::sync::Arc;

use super::super::run::{Run, Start};
use super::super::setting::{Place, Setting, all_settings};
use super::super::settings::{Mute, Revision, Settings};
use super::super::term::Term;
use super::super::value::Value;
use super::super::vocabulary::{BRANCH, SPLITS, TRUE_RULE, UNMUTED};
use super::state::{Done, Trainer, Twin, refusal};
use crate::formula::{Expr, Problem};

impl Trainer {
    /// The place of a run by its name.
    pub(in crate::training) fn named(&self, run: Option<&str>) -> Result<Option<usize>, Problem> {
        let Some(name) = run else { return Ok(None) };
        match self.runs.iter().position(|twin| twin.name == name) {
            Some(place) => Ok(Some(place)),
            None if SPLITS.contains(&name) => Ok(Some(0)),
            None => {
                let names = self.runs.iter().map(|twin| twin.name.as_str());
                Err(refusal(format!("there is no run `{name}`")).nearest(name, names))
            }
        }
    }

    /// Changes the settings of the runs that are meant: the one named, or all that do not name the field themselves.
    pub(in crate::training) fn change(
        &mut self,
        run: Option<&str>,
        key: &str,
        change: impl Fn(&mut Settings) -> Done,
    ) -> Done {
        let named = self.named(run)?;
        let meant: Vec<usize> = match named {
            Some(place) => vec![place],
            None => (0..self.runs.len())
                .filter(|&place| !self.runs[place].names(key))
                .collect(),
        };
        let mut changed = Vec::new();
        for place in meant {
            let mut settings = (**self.runs[place].run.settings()).clone();
            change(&mut settings)?;
            settings.agree().map_err(refusal)?;
            changed.push((place, Arc::new(settings)));
        }
        for (place, settings) in changed {
            self.runs[place].run.set(Revision::Settings(settings));
        }
        self.align();
        Ok(())
    }

    /// Lets all runs begin anew, those that are meant from another start.
    fn begin_anew(
        &mut self,
        run: Option<&str>,
        key: &str,
        change: impl Fn(&mut Start) -> Done,
    ) -> Done {
        let named = self.named(run)?;
        let mut starts = Vec::new();
        for (place, twin) in self.runs.iter().enumerate() {
            let mut start = twin.run.as_start();
            if named.map_or(!twin.names(key), |named| named == place) {
                change(&mut start)?;
                start.state.settings.agree().map_err(refusal)?;
            }
            starts.push(start);
        }
        let first = starts[0].patterns.len();
        if starts.iter().any(|start| start.patterns.len() != first) {
            return Err(refusal("runs beside each other have as many patterns"));
        }
        for (twin, start) in self.runs.iter_mut().zip(starts) {
            twin.run = Run::new(Arc::new(start));
        }
        self.shown = 0;
        if self.layout().weight(self.selected).is_none() {
            self.selected = self.layout().id(0);
        }
        Ok(())
    }

    pub(in crate::training) fn set(
        &mut self,
        run: Option<&str>,
        setting: &Setting,
        layer: Option<usize>,
        value: &Value,
    ) -> Done {
        if let Some(begin) = setting.begin {
            return self.begin_anew(run, setting.key, |start| begin(setting, start, value));
        }
        self.change(run, setting.key, |settings| {
            setting.set(settings, layer, value)
        })
    }

    pub(in crate::training) fn set_weight(
        &mut self,
        run: Option<&str>,
        weight: &Expr,
        value: &Value,
    ) -> Done {
        let Value::Number(value) = *value else {
            return Err(refusal("a weight is set to a number"));
        };
        let named = self.named(run)?;
        let id = self.weight(weight)?;
        for (place, Twin { run, own, .. }) in self.runs.iter_mut().enumerate() {
            let meant = named.map_or(
                !own.iter().any(|own| ["weights", "seed"].contains(&own.key)),
                |named| named == place,
            );
            if let Some(weight) = run.network().layout.weight(id).filter(|_| meant) {
                run.set(Revision::Weight(weight, value));
            }
        }
        self.align();
        Ok(())
    }

    pub(in crate::training) fn has_layer(&self, Mute { layer, .. }: Mute) -> Done {
        let layers = self.layout().layers();
        match layer {
            Some(layer) if layer > layers => Err(refusal(format!(
                "there is no layer {layer}: they go from 1 to {layers}"
            ))),
            _ => Ok(()),
        }
    }

    /// Mutes a term in the first run; at the first mute a run beside it splits off, in which nothing is muted.
    pub(in crate::training) fn mute(&mut self, mute: Mute) -> Done {
        self.has_layer(mute)?;
        self.change_mutes(|mutes| {
            mutes.retain(|other| *other != mute);
            mutes.push(mute);
        })
    }

    pub(in crate::training) fn unmute(&mut self, mute: Option<Mute>) -> Done {
        self.change_mutes(|mutes| match mute {
            None => mutes.clear(),
            Some(mute) => mutes.retain(|other| {
                other.term != mute.term || mute.layer.is_some() && other.layer != mute.layer
            }),
        })
    }

    /// Everywhere, then in the selected weight's layer, then nowhere.
    pub(in crate::training) fn turn(&mut self, term: Term) -> Done {
        let layer = self.selected.layer;
        self.change_mutes(|mutes| {
            let now: Vec<Option<usize>> = mutes
                .iter()
                .filter(|mute| mute.term == term)
                .map(|mute| mute.layer)
                .collect();
            mutes.retain(|mute| mute.term != term);
            match now[..] {
                [] => mutes.push(Mute { term, layer: None }),
                [None] => mutes.push(Mute {
                    term,
                    layer: Some(layer),
                }),
                _ => {}
            }
        })
    }

    pub(in crate::training) fn change_mutes(&mut self, change: impl Fn(&mut Vec<Mute>)) -> Done {
        let mut settings = (**self.run().settings()).clone();
        change(&mut settings.mutes);
        settings.agree().map_err(refusal)?;
        if !settings.mutes.is_empty() {
            self.split_off(UNMUTED, Vec::new());
        }
        self.runs[0].run.set(Revision::Settings(Arc::new(settings)));
        self.align();
        Ok(())
    }

    /// Lets a run go on beside the first just as that is now, unless one of that name does already. It keeps its `own`
    /// settings whatever is set.
    pub(in crate::training) fn split_off(&mut self, name: &str, own: Vec<&'static Setting>) {
        if self.runs.iter().any(|twin| twin.name == name) {
            return;
        }
        let mut twin = self.beside(name, own);
        twin.run.forget_ahead();
        self.runs.push(twin);
    }

    /// The first run as it is, under another name and with settings of its own.
    fn beside(&self, name: &str, own: Vec<&'static Setting>) -> Twin {
        Twin {
            name: name.to_string(),
            run: self.run().clone(),
            own,
        }
    }

    /// Lets a run go on beside the first as that is, with all that lies ahead of it, whatever is set of the first; only a fresh
    /// start is one of all runs. A branch that there was before goes.
    pub(in crate::training) fn branch(&mut self) {
        self.end_branch();
        let kept = all_settings().filter(|row| row.begin.is_none());
        let twin = self.beside(BRANCH, kept.collect());
        self.runs.push(twin);
    }

    /// Ends the branch; says whether there was one.
    pub(in crate::training) fn end_branch(&mut self) -> bool {
        let runs = self.runs.len();
        self.runs.retain(|twin| twin.name != BRANCH);
        self.runs.len() < runs
    }

    /// Sets a rule in the first run alone; a run beside it goes on by the rules as they are.
    pub(in crate::training) fn try_out(
        &mut self,
        setting: &Setting,
        layer: Option<usize>,
        formula: &Value,
    ) -> Done {
        let mut settings = (**self.run().settings()).clone();
        setting.set(&mut settings, layer, formula)?;
        settings.agree().map_err(refusal)?;
        let tried = all_settings().filter(|row| row.is_set(Place::Try));
        self.split_off(TRUE_RULE, tried.collect());
        self.runs[0].run.set(Revision::Settings(Arc::new(settings)));
        self.align();
        Ok(())
    }

    pub(in crate::training) fn restart(&mut self) {
        for twin in &mut self.runs {
            twin.run.restart();
        }
        self.shown = 0;
    }
}
