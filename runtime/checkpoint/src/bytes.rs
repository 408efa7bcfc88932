//! A cursor over the bytes of a file that never reads past their end.

use alloc::format;

use crate::error::CheckpointError;

/// A position in a slice of the file. Offsets count from the start of the file.
#[derive(Debug, Clone)]
pub(crate) struct Bytes<'a> {
    data: &'a [u8],
    position: usize,
}

impl<'a> Bytes<'a> {
    /// A cursor at `position` of `data`. `data` begins at the start of the file and ends at the last byte
    /// that may be read.
    pub(crate) fn new(data: &'a [u8], position: usize) -> Bytes<'a> {
        Bytes { data, position }
    }

    pub(crate) fn position(&self) -> usize {
        self.position
    }

    /// The bytes that are left.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.data.get(self.position..).unwrap_or_default()
    }

    /// The next `count` bytes.
    pub(crate) fn take(&mut self, count: usize) -> Result<&'a [u8], CheckpointError> {
        let rest = self.rest();
        let Some(taken) = rest.get(..count) else {
            return Err(CheckpointError::malformed(format!(
                "{count} bytes are needed here but only {} are left; is the file truncated?",
                rest.len()
            ))
            .at(self.position));
        };
        self.position += count;
        Ok(taken)
    }

    /// A cursor over only the next `count` bytes.
    pub(crate) fn section(&mut self, count: usize) -> Result<Bytes<'a>, CheckpointError> {
        let start = self.position;
        self.take(count)?;
        Ok(Bytes::new(&self.data[..self.position], start))
    }

    /// The next `N` bytes by value.
    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], CheckpointError> {
        let taken = self.take(N)?;
        let mut array = [0; N];
        array.copy_from_slice(taken);
        Ok(array)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, CheckpointError> {
        self.array().map(u8::from_le_bytes)
    }

    pub(crate) fn u16(&mut self) -> Result<u16, CheckpointError> {
        self.array().map(u16::from_le_bytes)
    }

    pub(crate) fn u32(&mut self) -> Result<u32, CheckpointError> {
        self.array().map(u32::from_le_bytes)
    }

    pub(crate) fn u64(&mut self) -> Result<u64, CheckpointError> {
        self.array().map(u64::from_le_bytes)
    }

    /// A length stored in eight bytes. It is an error if this machine cannot address that length.
    pub(crate) fn length(&mut self) -> Result<usize, CheckpointError> {
        let at = self.position;
        let length = self.u64()?;
        usize::try_from(length).map_err(|_| {
            CheckpointError::malformed(format!("a length of {length} bytes is beyond any file"))
                .at(at)
        })
    }

    /// The bytes up to the next newline, which is skipped.
    pub(crate) fn line(&mut self) -> Result<&'a [u8], CheckpointError> {
        let rest = self.rest();
        let Some(length) = rest.iter().position(|&byte| byte == b'\n') else {
            return Err(CheckpointError::malformed(
                "a line ends with the file; is the file truncated?",
            )
            .at(self.position));
        };
        self.position += length + 1;
        Ok(&rest[..length])
    }
}
