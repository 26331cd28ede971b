//! From the parser's events to the tree.

use std::iter::Peekable;

use pulldown_latex::event::{
    ColorTarget, Content, DelimiterType, EnvironmentFlow, Event, Font, Grouping, ScriptPosition,
    ScriptType, StateChange, Style, Visual,
};
use pulldown_latex::{Parser, Storage};

use super::check::checked;
use super::dialect::Dialect;
use super::glyph::{double, negated, script, usual};
use super::group::grouped;
use super::text::Tag;
use super::token::MathError;
use super::tree::{Atom, Class, Face, Kind, Node, Shape};

/// The tree of `latex`.
pub fn read(latex: &str, dialect: &Dialect) -> Result<Node, MathError> {
    let text = checked(latex, dialect)?;
    let storage = Storage::new();
    let mut reader = Reader {
        events: Parser::new(&text, &storage)
            .map_while(Result::ok)
            .peekable(),
        state: State::default(),
        dialect,
    };
    let mut nodes = reader.nodes();
    // Nothing closes the outermost row; whatever is left over is read on.
    while reader.events.next().is_some() {
        nodes.extend(reader.nodes());
    }
    Ok(Node::row(grouped(nodes, dialect)))
}

/// The state that holds for the rest of a group.
#[derive(Clone, Copy, Default)]
struct State {
    tag: Option<Tag>,
    face: Face,
    small: bool,
}

struct Reader<'a, I: Iterator<Item = Event<'a>>> {
    events: Peekable<I>,
    state: State,
    dialect: &'a Dialect,
}

impl<'a, I: Iterator<Item = Event<'a>>> Reader<'a, I> {
    /// The elements up to the end of their group, cell or line, which is left unread.
    fn nodes(&mut self) -> Vec<Node> {
        let mut nodes = Vec::new();
        while let Some(event) = self.events.peek() {
            match event {
                Event::EnvironmentFlow(EnvironmentFlow::StartLines { .. }) => {
                    self.events.next();
                }
                Event::End | Event::EnvironmentFlow(_) => break,
                _ => nodes.push(self.element()),
            }
        }
        nodes.retain(|node| !node.is_empty());
        nodes
    }

    fn node(&self, kind: Kind) -> Node {
        Node::new(self.state.tag, kind)
    }

    fn boxed(&mut self) -> Box<Node> {
        Box::new(self.element())
    }

    fn element(&mut self) -> Node {
        match self.events.next() {
            Some(Event::Content(content)) => self.content(content),
            Some(Event::Begin(grouping)) => self.group(&grouping),
            Some(Event::Visual(visual)) => self.visual(visual),
            Some(Event::Script { ty, position }) => self.scripts(ty, position),
            Some(Event::Space { width, .. }) => {
                let width = width.map_or(0.0, |width| width.value);
                self.node(if width <= 0.0 {
                    Kind::Row(Vec::new())
                } else if width < 0.9 {
                    Kind::Space(1)
                } else if width < 1.9 {
                    Kind::Space(3)
                } else {
                    Kind::Space(6)
                })
            }
            Some(Event::StateChange(change)) => {
                self.change(change);
                self.node(Kind::Row(Vec::new()))
            }
            Some(Event::End | Event::EnvironmentFlow(_)) | None => self.node(Kind::Row(Vec::new())),
        }
    }

    fn change(&mut self, change: StateChange) {
        match change {
            StateChange::Color(color) if color.target == ColorTarget::Text => {
                self.state.tag = marked(color.color, self.dialect);
            }
            StateChange::Color(_) => {}
            StateChange::Font(font) => self.state.face = face(font),
            StateChange::Style(style) => self.state.small = style != Style::Display,
        }
    }

    fn visual(&mut self, visual: Visual) -> Node {
        match visual {
            Visual::Fraction(bar) => {
                let small = self.state.small;
                let (top, bottom) = (self.boxed(), self.boxed());
                let bar = bar.is_none_or(|bar| bar.value > 0.0);
                self.node(Kind::Fraction {
                    top,
                    bottom,
                    bar,
                    small,
                })
            }
            Visual::SquareRoot => {
                let inside = self.boxed();
                self.node(Kind::Root {
                    inside,
                    index: None,
                })
            }
            Visual::Root => {
                let inside = self.boxed();
                let index = Some(self.boxed()).filter(|index| !index.is_empty());
                self.node(Kind::Root { inside, index })
            }
            Visual::Negation => {
                let mut node = self.element();
                if let Kind::Atom(atom) = &mut node.kind {
                    atom.text = negated(&atom.text);
                }
                node
            }
        }
    }

    fn scripts(&mut self, ty: ScriptType, position: ScriptPosition) -> Node {
        let base = self.boxed();
        let sub = (ty != ScriptType::Superscript).then(|| self.boxed());
        let sup = (ty != ScriptType::Subscript).then(|| self.boxed());
        let stacked = position != ScriptPosition::Right;
        let over = stacked && sub.is_none();
        let under = stacked && sup.is_none();
        let mark = if over { sup.as_deref() } else { sub.as_deref() };
        let mark = mark
            .and_then(Node::atom)
            .and_then(|atom| atom.text.chars().next());
        if let Some(mark) = mark
            && (over && "´‾˘ˇ˙¨`^~→˚←↔⏞⎴⏜".contains(mark) || under && "_⏟⎵⏝".contains(mark))
            && !matches!(base.class(), Some(Class::Relation | Class::Large))
        {
            return self.node(Kind::Accent { base, mark });
        }
        let (sub, sup) = (
            sub.filter(|node| !node.is_empty()),
            sup.filter(|node| !node.is_empty()),
        );
        self.node(Kind::Scripts {
            base,
            sub,
            sup,
            stacked,
        })
    }

    fn group(&mut self, grouping: &Grouping) -> Node {
        let outer = self.state;
        let shape = match grouping {
            Grouping::Normal | Grouping::LeftRight(..) | Grouping::Equation { .. } => None,
            Grouping::Matrix { .. } | Grouping::Array(_) => Some(Shape::Matrix),
            Grouping::Cases { .. } => Some(Shape::Cases),
            Grouping::Gather { .. }
            | Grouping::Gathered
            | Grouping::Multline
            | Grouping::SubArray { .. } => Some(Shape::Centred),
            _ => Some(Shape::Aligned),
        };
        let inside = match shape {
            Some(shape) => self.table(shape),
            None => Node::row(grouped(self.nodes(), self.dialect)),
        };
        self.events.next();
        self.state = outer;
        let (open, close) = match grouping {
            Grouping::LeftRight(open, close) => (*open, *close),
            Grouping::Cases { left: true } => (Some('{'), None),
            Grouping::Cases { left: false } => (None, Some('}')),
            Grouping::Normal => return braced(inside),
            _ => return inside,
        };
        let inside = Box::new(inside);
        self.node(Kind::Fence {
            open,
            close,
            inside,
        })
    }

    fn table(&mut self, shape: Shape) -> Node {
        let outer = self.state;
        let mut rows = vec![Vec::new()];
        loop {
            let cell = Node::row(grouped(self.nodes(), self.dialect));
            self.state = outer;
            if let Some(row) = rows.last_mut() {
                row.push(cell);
            }
            match self.events.peek() {
                Some(Event::EnvironmentFlow(EnvironmentFlow::NewLine { .. })) => {
                    rows.push(Vec::new());
                }
                Some(Event::EnvironmentFlow(_)) => {}
                _ => break,
            }
            self.events.next();
        }
        rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        self.node(Kind::Table { shape, rows })
    }

    fn content(&mut self, content: Content<'a>) -> Node {
        let (text, class) = match content {
            Content::Text(text) => (plain(text), Class::Text),
            Content::Number(text) => (text.to_owned(), Class::Number),
            Content::Function(text) => (plain(text), Class::Function),
            Content::Ordinary { content, .. } => (self.letter(content), Class::Ordinary),
            Content::LargeOp { content, .. } => (content.to_string(), Class::Large),
            Content::BinaryOp { content, .. } => (usual(content).to_string(), Class::Binary),
            Content::Relation { content, .. } => {
                let mut buffer = [0; 8];
                let text = content.encode_utf8_to_buf(&mut buffer);
                let text = String::from_utf8_lossy(text);
                (text.chars().map(usual).collect(), Class::Relation)
            }
            Content::Delimiter { content, ty, .. } => {
                let class = match ty {
                    DelimiterType::Open => Class::Open,
                    DelimiterType::Close => Class::Close,
                    DelimiterType::Fence => Class::Ordinary,
                };
                (content.to_string(), class)
            }
            Content::Punctuation(sign) => (sign.to_string(), Class::Punctuation),
        };
        if class == Class::Text && text.trim().is_empty() {
            return self.node(Kind::Space(1));
        }
        let face = self.state.face;
        self.node(Kind::Atom(Atom { text, class, face }))
    }

    fn letter(&self, letter: char) -> String {
        match self.state.face {
            Face::Script => script(letter).to_string(),
            Face::Double => double(letter).to_string(),
            _ => usual(letter).to_string(),
        }
    }
}

/// The tag of a colour.
fn marked(colour: (u8, u8, u8), dialect: &Dialect) -> Option<Tag> {
    let mut colours = dialect.colours().iter();
    let found = colours.find(|(name, _)| colour_of(name) == Some(colour));
    found.map(|(_, tag)| *tag)
}

/// The colour of a name, as the parser has it.
fn colour_of(name: &str) -> Option<(u8, u8, u8)> {
    let storage = Storage::new();
    let latex = format!("\\color{{{name}}}");
    let mut events = Parser::new(&latex, &storage).map_while(Result::ok);
    events.find_map(|event| match event {
        Event::StateChange(StateChange::Color(change)) => Some(change.color),
        _ => None,
    })
}

/// A comma in braces belongs to its number.
fn braced(mut inside: Node) -> Node {
    if let Kind::Atom(atom) = &mut inside.kind
        && atom.class == Class::Punctuation
    {
        atom.class = Class::Ordinary;
    }
    inside
}

fn face(font: Option<Font>) -> Face {
    match font {
        Some(Font::Bold | Font::BoldItalic | Font::BoldSymbol | Font::BoldSansSerif) => Face::Bold,
        Some(Font::Script | Font::BoldScript) => Face::Script,
        Some(Font::DoubleStruck | Font::DoubleStruckItalic) => Face::Double,
        Some(Font::UpRight | Font::SansSerif | Font::Monospace | Font::Italic) => Face::Upright,
        _ => Face::Plain,
    }
}

/// The words of a literal argument: escapes resolved, blanks single.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let signs = text.replace("&nbsp;", " ").replace("\\operatorname", "");
    let mut signs = signs.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next() {
                Some(next @ ('_' | '&' | '%' | '$' | '#' | '{' | '}')) => plain.push(next),
                Some(next) if next.is_alphabetic() => {
                    plain.push('\\');
                    plain.push(next);
                }
                _ => plain.push(' '),
            },
            '{' | '}' => {}
            '~' => plain.push(' '),
            _ if sign.is_whitespace() && plain.ends_with(' ') => {}
            _ if sign.is_whitespace() => plain.push(' '),
            _ => plain.push(sign),
        }
    }
    plain
}
