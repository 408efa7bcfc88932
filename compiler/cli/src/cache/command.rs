//! `espnet cache`: lists or removes the networks that `run`, `bench` and others have built.

use std::{
    io::Write,
    time::{Duration, SystemTime},
};

use clap::{Args, Subcommand};
use serde_json::json;

use super::{About, Cache, limit};
use crate::errors::Error;

/// List or remove the networks that `run`, `eval`, `bench` and `compare` have built
///
/// Built networks and their sources are kept in the folder that ESPNET_CACHE names, else in the user's
/// folder for caches. When they take more than ESPNET_CACHE_LIMIT mebibytes (1024 if it is not set), the
/// next build removes those that have not been used for the longest time.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  espnet cache list
  espnet cache clear")]
pub struct CacheCommand {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the networks, one per line: name, width multiplier, input, size, last use
    #[command(after_help = "\
Examples:
  espnet cache list
  espnet cache list --json")]
    List {
        /// Print one JSON object on one line
        #[arg(long)]
        json: bool,
    },
    /// Remove everything except networks that are running
    #[command(after_help = "\
Example:
  espnet cache clear")]
    Clear,
}

impl CacheCommand {
    /// Executes the subcommand.
    pub fn execute(&self, out: &mut dyn Write) -> Result<(), Error> {
        match self.action {
            Action::List { json } => list(out, json),
            Action::Clear => clear(out),
        }
    }
}

fn list(out: &mut dyn Write, as_json: bool) -> Result<(), Error> {
    let (cache, limit) = (Cache::open()?, limit()?);
    let mut entries = cache.entries()?;
    entries.reverse();
    let total: u64 = entries.iter().map(|entry| entry.bytes).sum();
    let networks: Vec<_> = entries
        .iter()
        .filter(|entry| entry.is_network)
        .filter_map(|entry| Some((entry, About::read(&entry.folder)?)))
        .collect();
    let builds: u64 =
        entries.iter().filter(|entry| !entry.is_network).map(|entry| entry.bytes).sum();
    if as_json {
        let seconds = |time: SystemTime| {
            time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |time| time.as_secs())
        };
        let networks = networks.iter().map(|(entry, about)| {
            json!({
                "network": about.network,
                "width_multiplier": about.width_multiplier,
                "input": about.input,
                "bytes": entry.bytes,
                "last_used": seconds(entry.used),
                "folder": entry.folder.to_string_lossy(),
            })
        });
        let object = json!({
            "folder": cache.folder().to_string_lossy(),
            "bytes": total,
            "limit_bytes": limit,
            "build_bytes": builds,
            "networks": networks.collect::<Vec<_>>(),
        });
        return Ok(writeln!(out, "{object}")?);
    }
    for (entry, about) in &networks {
        let input = about.input.map(|size| size.to_string()).join("×");
        writeln!(
            out,
            "{:24} {:>5}  {input:16} {:>10}  {}",
            about.network,
            about.width_multiplier,
            megabytes(entry.bytes),
            ago(entry.used.elapsed().unwrap_or_default())
        )?;
    }
    writeln!(
        out,
        "{} network{} and what they are built from ({}): {} of {} at most, in {}",
        networks.len(),
        if networks.len() == 1 { "" } else { "s" },
        megabytes(builds),
        megabytes(total),
        megabytes(limit),
        cache.folder().display()
    )?;
    Ok(())
}

fn clear(out: &mut dyn Write) -> Result<(), Error> {
    let cache = Cache::open()?;
    let lock = cache.lock()?;
    let (mut dropped, mut running, mut errors) = (0, 0, Vec::new());
    for entry in cache.entries()? {
        match lock.drop_entry(&entry) {
            Ok(true) => dropped += entry.bytes,
            Ok(false) => running += 1,
            Err(error) => errors.push(error),
        }
    }
    let kept = match running {
        0 => String::new(),
        1 => "; 1 network is running and was kept".into(),
        more => format!("; {more} networks are running and were kept"),
    };
    writeln!(out, "dropped {} from {}{kept}", megabytes(dropped), cache.folder().display())?;
    Error::all(errors).map_or(Ok(()), Err)
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20))
}

/// Formats a duration in the largest unit that fits, such as `3 days ago`.
fn ago(time: Duration) -> String {
    let seconds = time.as_secs();
    let (count, unit) = match seconds {
        0..60 => return "just now".into(),
        60..3600 => (seconds / 60, "minute"),
        3600..86_400 => (seconds / 3600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    format!("{count} {unit}{} ago", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_in_their_largest_unit() {
        let ago = |seconds| ago(Duration::from_secs(seconds));
        assert_eq!(ago(59), "just now");
        assert_eq!(ago(60), "1 minute ago");
        assert_eq!(ago(7199), "1 hour ago");
        assert_eq!(ago(3 * 86_400), "3 days ago");
    }
}
