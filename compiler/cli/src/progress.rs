//! Progress of long work on stderr; nothing is shown if stderr is not a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A spinner with the seconds since its start, which disappears when dropped.
pub struct Spinner(ProgressBar);

impl Spinner {
    /// Starts to spin beside `message`.
    pub fn start(message: String) -> Self {
        let style = ProgressStyle::with_template("{spinner} {msg} {elapsed}")
            .unwrap_or_else(|_| ProgressStyle::default_spinner());
        let bar = ProgressBar::new_spinner().with_style(style).with_message(message);
        bar.enable_steady_tick(Duration::from_millis(100));
        Spinner(bar)
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// A progress bar over inputs, which disappears when this is dropped.
pub struct Bar(ProgressBar);

impl Bar {
    /// Starts an empty bar for this number of inputs.
    pub fn start(inputs: usize) -> Self {
        let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        Bar(ProgressBar::new(inputs as u64).with_style(style))
    }

    /// Counts one more input as done.
    pub fn step(&self) {
        self.0.inc(1);
    }

    /// Hides the bar while `print` prints.
    pub fn suspend<R>(&self, print: impl FnOnce() -> R) -> R {
        self.0.suspend(print)
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
