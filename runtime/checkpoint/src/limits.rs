//! Limits on the resources that a file may use, each far above the needs of a network's checkpoint. A file
//! beyond one of them is refused as [`ErrorKind::TooLarge`].

use alloc::format;

use crate::error::{CheckpointError, ErrorKind};

/// The length of the longest file in bytes: 2 GiB, a hundred and fifty times the largest released checkpoint.
/// Reading takes at most twice as much memory for the tensors.
pub const MAX_FILE_BYTES: usize = if usize::BITS > 32 { 1 << 31 } else { 1 << 30 };

/// The largest number of tensors: a hundred times that of the largest released checkpoint. Each tensor costs
/// memory for its name and shape, however few elements it has.
pub const MAX_TENSORS: usize = 65_536;

/// The largest number of entries of a zip archive: a storage for each tensor, and as many others.
pub(crate) const MAX_ENTRIES: u64 = 2 * MAX_TENSORS as u64;

/// Refuses a file of `len` bytes that is longer than [`MAX_FILE_BYTES`].
pub(crate) fn check_file(len: u64) -> Result<(), CheckpointError> {
    check(
        len,
        MAX_FILE_BYTES as u64,
        "bytes",
        "training state, perhaps: save `model.state_dict()` alone",
    )
}

/// Refuses more tensors than [`MAX_TENSORS`].
pub(crate) fn check_tensors(count: usize) -> Result<(), CheckpointError> {
    check(count as u64, MAX_TENSORS as u64, "tensors", "no network of this kind has so many")
}

/// Refuses more entries of an archive than [`MAX_ENTRIES`].
pub(crate) fn check_entries(count: u64) -> Result<(), CheckpointError> {
    check(count, MAX_ENTRIES, "entries", "`torch.save` writes one for each tensor, and a few")
}

fn check(count: u64, most: u64, what: &str, help: &str) -> Result<(), CheckpointError> {
    if count <= most {
        return Ok(());
    }
    let message = format!("the file has {count} {what}, more than {most}; {help}");
    Err(CheckpointError::new(ErrorKind::TooLarge, message))
}
