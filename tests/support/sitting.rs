//! A study on a screen that no terminal draws: actions in, cells out.

use deltarule::face::tui::{Theme, Viewport, look, perform, view};
use deltarule::study::{Action, Effect, Study};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

pub struct Sitting {
    pub study: Study,
    pub viewport: Viewport,
    terminal: Terminal<TestBackend>,
}

impl Sitting {
    pub fn new(study: Study, (columns, rows): (u16, u16)) -> Self {
        let terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a screen in memory");
        let mut sitting = Sitting {
            study,
            viewport: Viewport::default(),
            terminal,
        };
        sitting.frame();
        sitting
    }

    pub fn frame(&mut self) -> String {
        look(&mut self.study, &mut self.viewport);
        let size = self.viewport.size();
        self.draw();
        if self.viewport.size() != size && look(&mut self.study, &mut self.viewport) {
            self.draw();
        }
        self.terminal.backend().to_string()
    }

    fn draw(&mut self) {
        let Sitting {
            study,
            viewport,
            terminal,
        } = self;
        terminal
            .draw(|frame| view(study, viewport, Theme::Mono, frame))
            .expect("memory can be written to");
    }

    /// Does what a text says, as a learner would, with a frame after it.
    pub fn does(&mut self, text: &str) -> Vec<Effect> {
        let action = Action::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem}"));
        let effects = perform(&action, &mut self.study, &mut self.viewport);
        self.frame();
        effects
    }

    /// Does what each text says; gives the last frame.
    pub fn after(mut self, actions: &[&str]) -> String {
        for action in actions {
            self.does(action);
        }
        self.frame()
    }
}
