//! The safetensors format: a length in eight bytes, a JSON header of that length, the tensors.
//!
//! The header maps each name to an element type, a shape, and the positions after the header where the
//! tensor's bytes start and end. An entry `__metadata__` maps strings to strings. Tensors are in row-major
//! order, without gaps or overlaps, in little-endian byte order.

use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::bytes::Bytes;
use crate::dtype::Dtype;
use crate::error::{CheckpointError, ErrorKind, Problems, quoted};
use crate::json::{Json, push_string};
use crate::limits::check_tensors;
use crate::state_dict::{MAX_NAME, Tensors};
use crate::tensor::{IntegerTensor, Tensor, element_count};
use crate::view::{Budget, ByteOrder, MAX_RANK, View, contiguous_strides, unsupported_dtype};

/// The entry of the header that is not a tensor.
const METADATA: &str = "__metadata__";

/// The length of the longest header in bytes; the format's own limit.
const MAX_HEADER: u64 = 100_000_000;

/// The number of bytes of the header's length.
const PREFIX_LEN: usize = 8;

/// The header and the first tensor start at a multiple of this, so that readers may map the file into memory.
const ALIGNMENT: usize = 8;

/// One tensor of the header.
struct Entry<'a> {
    name: Cow<'a, str>,
    dtype: Cow<'a, str>,
    shape: Vec<usize>,
    /// The first byte and the byte after the last, counted from the end of the header.
    start: usize,
    end: usize,
}

/// Whether the bytes start as a safetensors file does: a plausible length, then a JSON object.
pub(crate) fn detect(file: &[u8]) -> bool {
    let mut bytes = Bytes::new(file, 0);
    bytes.u64().is_ok_and(|length| length <= MAX_HEADER) && bytes.rest().first() == Some(&b'{')
}

/// Reads the tensors of a file.
pub(crate) fn read(file: &[u8]) -> Result<Tensors, CheckpointError> {
    let mut bytes = Bytes::new(file, 0);
    let length = bytes.length()?;
    let header = bytes.section(length)?;
    let data = bytes.rest();
    let mut entries = read_header(header)?;

    let mut problems = Problems::default();
    let mut tensors = Tensors::new();
    let mut budget = Budget::for_file(file);
    entries.sort_by_key(|entry| (entry.start, entry.end));
    let mut expected = 0;
    for entry in entries {
        if entry.start != expected {
            problems.push(|| {
                format!(
                    "tensor {}: it should start at byte {expected} of the data, where the one before ends, not {}",
                    quoted(&entry.name),
                    entry.start
                )
            });
        }
        expected = entry.end;
        match read_tensor(&entry, data, &mut budget) {
            Ok(tensor) => {
                tensors.insert(entry.name.into_owned(), tensor);
            }
            Err(problem) => problems.push(|| format!("tensor {}: {problem}", quoted(&entry.name))),
        }
    }
    if expected != data.len() {
        problems.push(|| {
            format!(
                "the tensors end at byte {expected} of the data, but the file has {} bytes of it",
                data.len()
            )
        });
    }
    problems.into_result(ErrorKind::Malformed)?;
    Ok(tensors)
}

fn read_tensor(
    entry: &Entry<'_>,
    data: &[u8],
    budget: &mut Budget,
) -> Result<crate::view::AnyTensor, String> {
    let dtype =
        Dtype::from_safetensors(&entry.dtype).ok_or_else(|| unsupported_dtype(&entry.dtype))?;
    let bytes = data.get(entry.start..entry.end).ok_or_else(|| {
        format!(
            "its bytes {} to {} leave the {} bytes of data; is the file truncated?",
            entry.start,
            entry.end,
            data.len()
        )
    })?;
    let size = element_count(&entry.shape).and_then(|count| count.checked_mul(dtype.size()));
    if size != Some(bytes.len()) {
        return Err(format!(
            "its shape {:?} of {dtype} does not take the {} bytes it has",
            entry.shape,
            bytes.len()
        ));
    }
    View {
        storage: bytes,
        dtype,
        byte_order: ByteOrder::Little,
        offset: 0,
        shape: &entry.shape,
        strides: &contiguous_strides(&entry.shape),
    }
    .read(budget)
}

fn read_header(header: Bytes<'_>) -> Result<Vec<Entry<'_>>, CheckpointError> {
    let mut entries = BTreeMap::new();
    let mut json = Json::new(header);
    json.object(|json, name| {
        let at = json.position();
        if name == METADATA {
            return json.object(|json, _| json.string().map(drop));
        }
        if name.len() > MAX_NAME {
            return Err(CheckpointError::malformed(format!(
                "the name {} is longer than {MAX_NAME} bytes",
                quoted(&name)
            ))
            .at(at));
        }
        check_tensors(entries.len() + 1).map_err(|error| error.at(at))?;
        let entry = read_entry(json, name.clone())?;
        match entries.insert(name, entry) {
            None => Ok(()),
            Some(entry) => Err(CheckpointError::malformed(format!(
                "the header has two tensors of the name {}",
                quoted(&entry.name)
            ))
            .at(at)),
        }
    })?;
    json.end()?;
    Ok(entries.into_values().collect())
}

fn read_entry<'a>(json: &mut Json<'a>, name: Cow<'a, str>) -> Result<Entry<'a>, CheckpointError> {
    let at = json.position();
    let mut dtype = None;
    let mut shape = None;
    let mut offsets = None;
    json.object(|json, key| {
        let field = json.position();
        match &*key {
            "dtype" => dtype = Some(json.string()?),
            "shape" => shape = Some(json.naturals(MAX_RANK)?),
            "data_offsets" => offsets = Some(json.naturals(2)?),
            _ => {
                return Err(CheckpointError::malformed(format!(
                    "a tensor has `dtype`, `shape` and `data_offsets`, but not {}",
                    quoted(&key)
                ))
                .at(field));
            }
        }
        Ok(())
    })?;
    match (dtype, shape, offsets.as_deref()) {
        (Some(dtype), Some(shape), Some(&[start, end])) => {
            Ok(Entry { name, dtype, shape, start, end })
        }
        _ => Err(CheckpointError::malformed(format!(
            "tensor {} needs a `dtype`, a `shape` and two `data_offsets`",
            quoted(&name)
        ))
        .at(at)),
    }
}

/// A tensor to write: floating-point numbers as F32, or integers of their own type.
#[derive(Clone, Copy, Debug)]
pub enum AnyTensorRef<'a> {
    /// Floating-point numbers.
    Float(&'a Tensor),
    /// Integers or booleans.
    Integer(&'a IntegerTensor),
}

impl AnyTensorRef<'_> {
    fn dtype(&self) -> Dtype {
        match self {
            AnyTensorRef::Float(_) => Dtype::F32,
            AnyTensorRef::Integer(tensor) => tensor.dtype,
        }
    }

    fn shape(&self) -> &[usize] {
        match self {
            AnyTensorRef::Float(tensor) => tensor.shape(),
            AnyTensorRef::Integer(tensor) => tensor.shape(),
        }
    }

    fn byte_len(&self) -> usize {
        let elements = match self {
            AnyTensorRef::Float(tensor) => tensor.data().len(),
            AnyTensorRef::Integer(tensor) => tensor.data().len(),
        };
        elements * self.dtype().size()
    }

    fn push_bytes(&self, out: &mut Vec<u8>) {
        match self {
            AnyTensorRef::Float(tensor) => {
                out.extend(tensor.data().iter().flat_map(|value| value.to_le_bytes()));
            }
            // The low bytes of an integer are the integer in a narrower type.
            AnyTensorRef::Integer(tensor) => {
                let size = tensor.dtype.size();
                for value in tensor.data() {
                    out.extend_from_slice(&value.to_le_bytes()[..size]);
                }
            }
        }
    }
}

/// Writes tensors of floating-point numbers, as F32, and of integers, in their own type, as a safetensors file. The
/// bytes do not depend on the order of the tensors.
///
/// ```
/// use espnet_checkpoint::{AnyTensorRef, Checkpoint, IntegerTensor, Tensor, write_any_safetensors};
///
/// let scores = Tensor::new(vec![2], vec![0.75, 0.5])?;
/// let classes = IntegerTensor::new(vec![2], vec![7, 12])?;
/// let file = write_any_safetensors([
///     ("scores", AnyTensorRef::Float(&scores)),
///     ("classes", AnyTensorRef::Integer(&classes)),
/// ])?;
/// let read = Checkpoint::from_bytes(&file)?;
/// assert_eq!(read.get("scores"), Some(&scores));
/// assert_eq!(read.integer("classes"), Some(&classes));
/// assert!(IntegerTensor::new(vec![3], vec![1]).is_err());
/// # Ok::<(), espnet_checkpoint::CheckpointError>(())
/// ```
///
/// # Errors
///
/// If two tensors have the same name, a name is longer than 512 bytes, or it is `__metadata__`, which the
/// format reserves.
pub fn write<'a>(
    tensors: impl IntoIterator<Item = (&'a str, AnyTensorRef<'a>)>,
) -> Result<Vec<u8>, CheckpointError> {
    let mut problems = Problems::default();
    let mut sorted = BTreeMap::new();
    for (name, tensor) in tensors {
        if name == METADATA {
            problems.push(|| {
                format!("a tensor cannot have the name `{METADATA}`, which the format reserves")
            });
        }
        if name.len() > MAX_NAME {
            problems.push(|| format!("the name {} is longer than {MAX_NAME} bytes", quoted(name)));
        }
        // Wider elements come first, so that every tensor is aligned to its elements.
        let rank = core::cmp::Reverse(tensor.dtype().size());
        if sorted.insert((rank, name), tensor).is_some() {
            problems.push(|| format!("two tensors have the name {}", quoted(name)));
        }
    }
    problems.into_result(ErrorKind::InvalidTensor)?;

    let mut header = "{".to_string();
    let mut start = 0;
    for (index, ((_, name), tensor)) in sorted.iter().enumerate() {
        if index > 0 {
            header.push(',');
        }
        push_string(&mut header, name);
        let shape: Vec<String> = tensor.shape().iter().map(usize::to_string).collect();
        let end = start + tensor.byte_len();
        header.push_str(&format!(
            r#":{{"dtype":"{}","shape":[{}],"data_offsets":[{start},{end}]}}"#,
            tensor.dtype(),
            shape.join(",")
        ));
        start = end;
    }
    header.push('}');
    while !header.len().is_multiple_of(ALIGNMENT) {
        header.push(' ');
    }
    let mut out = Vec::with_capacity(PREFIX_LEN + header.len() + start);
    out.extend_from_slice(&(header.len() as u64).to_le_bytes());
    out.extend_from_slice(header.as_bytes());
    for tensor in sorted.values() {
        tensor.push_bytes(&mut out);
    }
    Ok(out)
}
