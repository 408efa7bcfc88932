//! The workspace of a network: the memory of one forward pass.

/// `N` floats aligned to a cache line: a network's arena.
///
/// A network's `workspace()` allocates one. Without an allocator, declare a `static` with [`Workspace::new`].
#[derive(Clone, Debug)]
#[repr(C, align(64))]
pub struct Workspace<const N: usize>([f32; N]);

/// A [`Workspace`] on the heap, for workspaces too large for the stack.
#[cfg(feature = "std")]
pub type BoxedWorkspace<const N: usize> = alloc::boxed::Box<Workspace<N>>;

impl<const N: usize> Workspace<N> {
    /// A workspace in place. Arenas are megabytes, so make it a `static` rather than a variable on the stack.
    pub const fn new() -> Self {
        Workspace([0.0; N])
    }

    /// A workspace on the heap.
    #[cfg(feature = "std")]
    pub fn boxed() -> BoxedWorkspace<N> {
        let mut workspace = alloc::boxed::Box::<Self>::new_uninit();
        crate::memory::clear(core::slice::from_mut(&mut *workspace));
        // SAFETY: a workspace is floats and nothing else, and zero bytes are the float 0.
        unsafe { workspace.assume_init() }
    }

    /// The floats. After a forward pass, the network's outputs are among them.
    pub fn floats(&self) -> &[f32; N] {
        &self.0
    }

    /// The floats, mutable. Each forward pass overwrites them.
    pub fn floats_mut(&mut self) -> &mut [f32; N] {
        &mut self.0
    }
}

impl<const N: usize> Default for Workspace<N> {
    fn default() -> Self {
        Self::new()
    }
}
