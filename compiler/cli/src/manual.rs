//! `espnet completions` and `espnet man`: completions for shells, and manual pages.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::{Args, Command, CommandFactory, ValueEnum};
use clap_complete::Shell;
use clap_mangen::Man;

use crate::{Cli, errors::Error, files};

/// Print a script that makes a shell complete commands and options
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  espnet completions bash > ~/.local/share/bash-completion/completions/espnet
  espnet completions zsh > ~/.zfunc/_espnet
  espnet completions fish > ~/.config/fish/completions/espnet.fish")]
pub struct Completions {
    /// The shell
    shell: Completed,
}

/// The shells with completions.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Completed {
    Bash,
    Zsh,
    Fish,
}

impl Completions {
    /// Prints the script.
    pub fn execute(&self, out: &mut dyn Write) -> Result<(), Error> {
        let shell = match self.shell {
            Completed::Bash => Shell::Bash,
            Completed::Zsh => Shell::Zsh,
            Completed::Fish => Shell::Fish,
        };
        // The generator panics if its writer fails, so it writes to memory.
        let mut text = Vec::new();
        clap_complete::generate(shell, &mut Cli::command(), "espnet", &mut text);
        Ok(out.write_all(&text)?)
    }
}

/// Print the manual page of this program or of one of its commands
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  espnet man run | man -l -
  espnet man --output ~/.local/share/man/man1")]
pub struct ManCommand {
    /// The command, such as run or cache list; the program itself if not given
    #[arg(value_name = "COMMAND", conflicts_with = "output")]
    command: Vec<String>,

    /// Write all manual pages into this folder instead, one file each
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

impl ManCommand {
    /// Prints one page, or writes all of them.
    pub fn execute(&self, out: &mut dyn Write) -> Result<(), Error> {
        let mut program = Cli::command().disable_help_subcommand(true);
        program.build();
        if let Some(folder) = &self.output {
            return write_pages(&program, folder);
        }
        let mut command = &program;
        for name in &self.command {
            command = command.find_subcommand(name).ok_or_else(|| {
                let known: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
                let whole = command.get_display_name().unwrap_or("espnet").replace('-', " ");
                Error::Usage(match known.is_empty() {
                    true => format!("`{whole}` has no commands, so none called `{name}`"),
                    false => format!(
                        "`{whole}` has no command `{name}`; those that it has: {}",
                        known.join(", ")
                    ),
                })
            })?;
        }
        Ok(out.write_all(&page(command)?)?)
    }
}

fn page(command: &Command) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    let source = concat!("espnet ", env!("CARGO_PKG_VERSION"));
    Man::new(command.clone()).source(source).render(&mut text)?;
    Ok(text)
}

/// Writes the page of a command, and those of its subcommands.
fn write_pages(command: &Command, folder: &Path) -> Result<(), Error> {
    let name = command.get_display_name().unwrap_or(command.get_name());
    let path = folder.join(format!("{name}.1"));
    let fail = |source| Error::Write { path: path.clone(), source };
    fs::create_dir_all(folder).map_err(fail)?;
    files::write(&path, &page(command).map_err(fail)?)?;
    command.get_subcommands().try_for_each(|command| write_pages(command, folder))
}
