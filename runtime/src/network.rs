//! What all compiled networks have in common.

/// A network that `espnet!` or `espnet_compiler::Builder` compiled.
///
/// Every one has the same methods on its own type, without the trait; this is for code that takes
/// any network.
pub trait Network: Sync {
    /// What goes in: the floats of N×C×H×W.
    type Input: Send + Sync;

    /// What comes out: the floats of N×C×H×W, or several such by name.
    type Output<'w>;

    /// Memory for one forward pass at a time.
    type Workspace: Send;

    /// A workspace.
    fn workspace() -> alloc::boxed::Box<Self::Workspace>;

    /// Runs the network.
    fn forward<'w>(
        &self,
        input: &Self::Input,
        workspace: &'w mut Self::Workspace,
    ) -> Self::Output<'w>;

    /// Runs the network on several threads; the output is the same, bit for bit.
    fn forward_with_threads<'w>(
        &self,
        input: &Self::Input,
        workspace: &'w mut Self::Workspace,
        threads: &mut crate::Threads,
    ) -> Self::Output<'w>;
}
