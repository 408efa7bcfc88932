//! Finds files in a zip archive that stores them uncompressed, as `torch.save` writes it.
//!
//! Only the structures that these archives use are read: the central directory, in its 32-bit and 64-bit
//! forms, and stored entries. Checksums are not compared, since PyTorch can be configured not to compute
//! them.

use alloc::collections::BTreeMap;
use alloc::format;
use core::ops::Range;

use crate::bytes::Bytes;
use crate::error::{CheckpointError, quoted};
use crate::limits::check_entries;

/// The first bytes of an entry's header, and therefore of every archive that has an entry.
pub(crate) const LOCAL_HEADER: &[u8] = b"PK\x03\x04";
const CENTRAL_HEADER: &[u8] = b"PK\x01\x02";
/// The first bytes of the end record, and therefore of an archive without entries.
pub(crate) const END: &[u8] = b"PK\x05\x06";
const END_64: &[u8] = b"PK\x06\x06";
const END_64_LOCATOR: &[u8] = b"PK\x06\x07";

/// The problem with an entry that is compressed, for messages.
const COMPRESSED: &str = "is compressed, and `torch.save` stores entries as they are: load the file with `torch.load` and \
     save it again, or pack the archive anew without compression (`zip -0`)";

/// The number of bytes of the end record without its comment.
const END_LEN: usize = 22;
const END_64_LOCATOR_LEN: usize = 20;

/// The extra field for sizes and offsets beyond 32 bits.
const EXTRA_64: u16 = 1;

/// The range of an entry's bytes in the file, or the reason why they cannot be read directly.
type Stored = Result<Range<usize>, &'static str>;

/// An entry of an archive.
#[derive(Debug)]
struct Entry {
    bytes: Stored,
    /// The offset of the entry in the central directory.
    at: usize,
}

/// The entries of an archive by name.
#[derive(Debug)]
pub(crate) struct Archive<'a> {
    entries: BTreeMap<&'a str, Entry>,
}

impl<'a> Archive<'a> {
    pub(crate) fn read(file: &'a [u8]) -> Result<Archive<'a>, CheckpointError> {
        let (start, count) = central_directory(file)?;
        check_entries(count)?;
        let mut bytes = Bytes::new(file, start);
        let mut entries = BTreeMap::new();
        for _ in 0..count {
            let at = bytes.position();
            let (name, entry_bytes) = entry(file, &mut bytes)?;
            // PyTorch writes only names in UTF-8.
            let Ok(name) = core::str::from_utf8(name) else {
                continue;
            };
            if entries.insert(name, Entry { bytes: entry_bytes, at }).is_some() {
                return Err(CheckpointError::malformed(format!(
                    "the archive has two entries of the name {}",
                    quoted(name)
                ))
                .at(at));
            }
        }
        Ok(Archive { entries })
    }

    /// Returns the range of an entry's bytes in the file, or `None` if there is no entry with this name.
    ///
    /// A compressed or encrypted entry is an error only if this function is called for it.
    pub(crate) fn get(&self, name: &str) -> Result<Option<Range<usize>>, CheckpointError> {
        let Some(entry) = self.entries.get(name) else { return Ok(None) };
        match &entry.bytes {
            Ok(range) => Ok(Some(range.clone())),
            Err(problem) => {
                let message = format!("entry {} {problem}", quoted(name));
                Err(CheckpointError::unsupported(message).at(entry.at))
            }
        }
    }

    /// The names of all entries, sorted.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.entries.keys().copied()
    }
}

/// The start of the central directory, and the number of its entries.
fn central_directory(file: &[u8]) -> Result<(usize, u64), CheckpointError> {
    // The end record is last, followed only by a comment whose length it states.
    let end = (0..=usize::from(u16::MAX))
        .map_while(|comment| file.len().checked_sub(END_LEN + comment))
        .find(|&at| {
            let mut record = Bytes::new(file, at);
            record.take(END.len()).is_ok_and(|signature| signature == END)
                && record.take(END_LEN - END.len() - 2).is_ok()
                && record.u16().is_ok_and(|comment| usize::from(comment) <= record.rest().len())
        })
        .ok_or_else(|| {
            CheckpointError::malformed(
                "the archive lacks its central directory; is the file truncated?",
            )
            .at(file.len())
        })?;
    let locator =
        end.checked_sub(END_64_LOCATOR_LEN).filter(|&at| file[at..].starts_with(END_64_LOCATOR));
    if let Some(locator) = locator {
        let mut bytes = Bytes::new(file, locator + 8);
        let mut record = Bytes::new(file, bytes.length()?);
        expect(&mut record, END_64, "the 64-bit end record")?;
        record.take(28)?;
        let count = record.u64()?;
        record.take(8)?;
        return Ok((record.length()?, count));
    }
    let mut record = Bytes::new(file, end + 10);
    let count = record.u16()?;
    record.take(4)?;
    Ok((record.u32()? as usize, count.into()))
}

/// Reads one entry of the central directory: its name, and the range of its bytes.
fn entry<'a>(file: &'a [u8], bytes: &mut Bytes<'a>) -> Result<(&'a [u8], Stored), CheckpointError> {
    let at = bytes.position();
    expect(bytes, CENTRAL_HEADER, "an entry of the central directory")?;
    bytes.take(4)?;
    let flags = bytes.u16()?;
    let method = bytes.u16()?;
    bytes.take(8)?;
    let mut stored_size = u64::from(bytes.u32()?);
    let mut size = u64::from(bytes.u32()?);
    let name_len = bytes.u16()?;
    let extra_len = bytes.u16()?;
    let comment_len = bytes.u16()?;
    bytes.take(8)?;
    let mut header = u64::from(bytes.u32()?);
    let name = bytes.take(name_len.into())?;
    let mut extra = bytes.section(extra_len.into())?;
    bytes.take(comment_len.into())?;

    while !extra.rest().is_empty() {
        let tag = extra.u16()?;
        let len = extra.u16()?;
        let mut field = extra.section(len.into())?;
        if tag == EXTRA_64 {
            // The field contains only the values that do not fit 32 bits, in this order.
            for value in [&mut size, &mut stored_size, &mut header] {
                if *value == u64::from(u32::MAX) {
                    *value = field.u64()?;
                }
            }
        }
    }

    let shown = || quoted(&alloc::string::String::from_utf8_lossy(name));
    if flags & 1 != 0 {
        return Ok((name, Err("is encrypted; save it without a password")));
    }
    if method != 0 || size != stored_size {
        return Ok((name, Err(COMPRESSED)));
    }
    let outside = || {
        CheckpointError::malformed(format!(
            "entry {} leaves the file; is the file truncated?",
            shown()
        ))
        .at(at)
    };
    let header = usize::try_from(header).map_err(|_| outside())?;
    let mut local = Bytes::new(file, header);
    expect(&mut local, LOCAL_HEADER, "the header of an entry")?;
    local.take(22)?;
    let local_name_len = local.u16()?;
    let local_extra_len = local.u16()?;
    local.take(usize::from(local_name_len) + usize::from(local_extra_len))?;
    let start = local.position();
    let end = usize::try_from(size)
        .ok()
        .and_then(|size| start.checked_add(size))
        .filter(|&end| end <= file.len())
        .ok_or_else(outside)?;
    Ok((name, Ok(start..end)))
}

fn expect(bytes: &mut Bytes<'_>, signature: &[u8], what: &str) -> Result<(), CheckpointError> {
    let at = bytes.position();
    if bytes.take(signature.len())? != signature {
        return Err(CheckpointError::malformed(format!("{what} should start here")).at(at));
    }
    Ok(())
}
