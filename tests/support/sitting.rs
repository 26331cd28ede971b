//! A study on a screen that no terminal draws: keys or actions in, cells out. `screen.keys("n 5 <enter>").shows("…")`.

use deltarule::face::tui::{Theme, Viewport, look, meant, perform, pressed, view};
use deltarule::lesson::Course;
use deltarule::study::{Action, Effect, Page, Shown, Study};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

pub struct Sitting {
    pub study: Study,
    pub viewport: Viewport,
    pub theme: Theme,
    terminal: Terminal<TestBackend>,
}

impl Sitting {
    pub fn new(study: Study, (columns, rows): (u16, u16)) -> Self {
        let terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a screen in memory");
        let mut sitting = Sitting {
            study,
            viewport: Viewport::default(),
            theme: Theme::MONO,
            terminal,
        };
        sitting.draw();
        sitting
    }

    /// A sitting at a course of one lesson, in which nothing is wrong.
    #[track_caller]
    pub fn at(lesson: &str, size: (u16, u16)) -> Self {
        Sitting::in_course(&[("01-lesson.md", lesson)], size)
    }

    /// A sitting at the first lesson of a course, in which nothing is wrong.
    #[track_caller]
    pub fn in_course(lessons: &[(&str, &str)], size: (u16, u16)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (file, text) in lessons {
            std::fs::write(folder.path().join(file), text).expect("it can be written to");
        }
        let study = Study::new(Course::folder(folder.path()).expect("a course"));
        let told = &study.lesson().problems;
        assert!(told.is_empty(), "{told:?}");
        Sitting::new(study, size)
    }

    /// All of the open lesson, as the plain face says it.
    pub fn said(&self) -> String {
        let page = Page::new(&self.study, &Shown::said(&self.study));
        page.lines.iter().map(|line| line.text() + "\n").collect()
    }

    /// A frame, as text.
    pub fn frame(&mut self) -> String {
        self.draw();
        self.terminal.backend().to_string()
    }

    /// A frame, cell by cell.
    pub fn cells(&mut self) -> Buffer {
        self.draw();
        self.terminal.backend().buffer().clone()
    }

    fn draw(&mut self) {
        let Sitting {
            study,
            viewport,
            theme,
            terminal,
        } = self;
        terminal
            .draw(|frame| {
                let geometry = look(study, viewport, frame.area());
                view(study, &geometry, *theme, frame);
            })
            .expect("memory can be written to");
    }

    /// Does what a text says, as a learner would, to its end; a frame after it.
    pub fn does(&mut self, text: &str) -> Vec<Effect> {
        let action = Action::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem}"));
        let effects = self.begins(&action);
        effects.into_iter().chain(self.finishes()).collect()
    }

    /// Does an action, with a frame after it; what takes long is only begun.
    pub fn begins(&mut self, action: &Action) -> Vec<Effect> {
        let effects = perform(action, &mut self.study, &mut self.viewport);
        self.draw();
        effects
    }

    /// Does an action without a frame after it.
    pub fn blindly(&mut self, action: &Action) {
        perform(action, &mut self.study, &mut self.viewport);
    }

    /// Gives the screen another size.
    pub fn resize(&mut self, (columns, rows): (u16, u16)) {
        self.terminal.backend_mut().resize(columns, rows);
    }

    /// Ends what is under way.
    pub fn finishes(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        while self.study.is_at_work() {
            effects.extend(self.begins(&Action::Work(u64::MAX)));
        }
        effects
    }

    /// Presses keys: words apart by blanks, each a text that is typed or `<name>` of a key as the key table has it. A key
    /// without a meaning where it is pressed does nothing.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for word in keys.split_whitespace() {
            match word
                .strip_prefix('<')
                .and_then(|word| word.strip_suffix('>'))
            {
                Some(name) => self.press(name),
                None => word.chars().for_each(|c| self.press(&c.to_string())),
            }
        }
        self
    }

    /// Presses one key, with a frame after it.
    fn press(&mut self, name: &str) {
        let key = pressed(name).unwrap_or_else(|| panic!("there is no key {name}"));
        if let Some(action) = meant(&self.study, key) {
            self.begins(&action);
        }
    }

    /// Holds that the screen shows a text.
    #[track_caller]
    pub fn shows(&mut self, text: &str) -> &mut Self {
        let frame = self.frame();
        assert!(frame.contains(text), "{text} is not shown in\n{frame}");
        self
    }

    /// Holds that the screen shows no such text.
    #[track_caller]
    pub fn hides(&mut self, text: &str) -> &mut Self {
        let frame = self.frame();
        assert!(!frame.contains(text), "{text} is shown in\n{frame}");
        self
    }

    /// Does what each text says; gives the last frame.
    pub fn after(mut self, actions: &[&str]) -> String {
        for action in actions {
            self.does(action);
        }
        self.frame()
    }
}
