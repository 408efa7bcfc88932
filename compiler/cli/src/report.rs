//! Prints errors on the terminal: the problem, its line of the spec or its option on the command
//! line, and the remedy.
//!
//! Colours are written if stderr is a terminal with colours and `NO_COLOR` is not set.

use std::{borrow::Cow, env, io::Write, ops::Range};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use espnet_compiler::{
    diagnostic::{Diagnostic, extent, visible},
    spec::Overrides,
};

use crate::errors::Error;

/// The width of a report in columns, where lines can be cut.
const WIDTH: usize = 100;

/// Returns the option for an override or for the network's name.
fn option(name: &str) -> Option<String> {
    let is_option = name == "name" || Overrides::NAMES.contains(&name);
    is_option.then(|| format!("--{}", name.replace('_', "-")))
}

/// Writes an error to stderr.
pub fn report(error: &Error) {
    let arguments: Vec<String> =
        env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned()).collect();
    // Writing fails if stderr is closed, and then nobody can be told.
    let _ = anstream::stderr().write_all(render(error, &arguments).as_bytes());
}

/// Formats an error with colours. A problem with an override is shown in the arguments.
fn render(error: &Error, arguments: &[String]) -> String {
    let renderer = Renderer::styled().term_width(WIDTH);
    let title = |text: &str| renderer.render(&[Group::with_title(error_title(text))]);
    match error {
        Error::Spec { origin, text, problems } => {
            let path = origin.to_string();
            let (command, count) = (Command::new(arguments), problems.count());
            let shown = problems.0.iter().map(|problem| {
                let option = option(&problem.path);
                let group = match &option {
                    Some(option) => command.problem(option, problem),
                    None => in_spec(problem, &path, text),
                };
                format!("{}\n\n", renderer.render(&[with_help(group, problem)]))
            });
            let shown: String = shown.collect();
            shown + &title(&format!("{path} cannot be compiled: {count}")) + "\n"
        }
        Error::Misfit { path, problems, remedy } => {
            let (first, others) = first_line(problems);
            let help = Group::with_title(Level::HELP.primary_title(remedy.as_str()));
            let help = renderer.render(&[help]);
            format!("{}{others}\n{help}\n", title(&format!("{}: {first}", path.display())))
        }
        Error::Several(errors) => {
            let reports: Vec<String> =
                errors.iter().map(|error| render(error, arguments)).collect();
            reports.join("\n")
        }
        other => {
            let text = other.to_string();
            let (first, others) = first_line(&text);
            format!("{}{others}\n", title(first))
        }
    }
}

/// Splits a text into its first line and the rest, which begins with the line break. Only the first
/// line is styled.
fn first_line(text: &str) -> (&str, &str) {
    text.split_at(text.find('\n').unwrap_or(text.len()))
}

fn error_title<'a>(text: impl Into<Cow<'a, str>>) -> annotate_snippets::Title<'a> {
    Level::ERROR.primary_title(text)
}

fn with_help<'a>(group: Group<'a>, problem: &'a Diagnostic) -> Group<'a> {
    group.elements(problem.help.as_deref().map(|help| Level::HELP.message(help)))
}

/// Formats a problem with its line of the spec.
fn in_spec<'a>(problem: &'a Diagnostic, path: &'a str, text: &'a str) -> Group<'a> {
    let title = error_title(problem.message.as_str());
    match problem.position {
        Some(position) => {
            let label = Some(visible(&problem.path)).filter(|path| !path.is_empty());
            let mark = AnnotationKind::Primary.span(extent(text, position)).label(label);
            title.element(Snippet::source(text).path(path).annotation(mark))
        }
        None => Group::with_title(title),
    }
}

/// The command line as one text.
struct Command {
    text: String,
    /// The range of each argument in the text.
    arguments: Vec<Range<usize>>,
}

impl Command {
    fn new(arguments: &[String]) -> Self {
        let mut command = Command { text: "espnet".into(), arguments: Vec::new() };
        for argument in arguments {
            command.text.push(' ');
            let start = command.text.len();
            command.text.push_str(argument);
            command.arguments.push(start..command.text.len());
        }
        command
    }

    /// Formats a problem with the option that sets the override.
    fn problem<'a>(&'a self, option: &'a str, problem: &'a Diagnostic) -> Group<'a> {
        let title = error_title(format!("{option}: {}", problem.message));
        match self.find(option) {
            Some(span) => title.element(
                Snippet::source(self.text.as_str())
                    .line_numbering(false)
                    .annotation(AnnotationKind::Primary.span(span)),
            ),
            None => Group::with_title(title),
        }
    }

    /// Finds the range of the option and its value.
    fn find(&self, option: &str) -> Option<Range<usize>> {
        let argument = |range: &Range<usize>| &self.text[range.clone()];
        let is_option = |range: &Range<usize>| {
            argument(range)
                .strip_prefix(option)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
        };
        let at = self.arguments.iter().position(is_option)?;
        let found = &self.arguments[at];
        let value = match argument(found).len() == option.len() {
            true => self.arguments.get(at + 1).unwrap_or(found),
            false => found,
        };
        Some(found.start..value.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_found_with_their_values() {
        let find = |arguments: &[&str], option: &str| {
            let arguments: Vec<String> =
                arguments.iter().map(|&argument| argument.into()).collect();
            let command = Command::new(&arguments);
            command.find(option).map(|range| command.text[range].to_owned())
        };
        let found = |text: &str| Some(text.to_owned());
        let arguments = ["inspect", "a.json", "--width-multiplier", "-1", "--width=0"];
        assert_eq!(find(&arguments, "--width-multiplier"), found("--width-multiplier -1"));
        assert_eq!(find(&arguments, "--width"), found("--width=0"));
        assert_eq!(find(&arguments, "--height"), None);
        assert_eq!(find(&["--width"], "--width"), found("--width"));
    }
}
