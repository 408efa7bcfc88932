//! Signs of life on stderr during long work; invisible where stderr is no terminal.

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

/// A bar that fills with the inputs that are done, which disappears when dropped.
pub struct Bar(ProgressBar);

impl Bar {
    /// An empty bar for that many inputs.
    pub fn start(inputs: usize) -> Self {
        let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        Bar(ProgressBar::new(inputs as u64).with_style(style))
    }

    /// One more input is done.
    pub fn step(&self) {
        self.0.inc(1);
    }

    /// Runs what prints, without the bar in its way.
    pub fn suspend<R>(&self, print: impl FnOnce() -> R) -> R {
        self.0.suspend(print)
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
