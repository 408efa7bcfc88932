//! Random architectures: specs of blocks that fit one another, with branches, levels, dilations,
//! strides, pyramids, merges, units, several outputs and the heads of detection networks. Every one of them
//! compiles.

use crate::choices::Choices;

/// The largest number of blocks.
const BLOCKS: usize = 12;
/// The largest number of channels and the largest side of a map, so that the interpreter takes
/// milliseconds.
const CHANNELS: usize = 64;
const SIZE: usize = 28;
/// The largest number of products, since each squares magnitudes.
const PRODUCTS: usize = 2;

/// Units that random architectures use: one with a block that takes part under conditions, and one that uses it.
const UNITS: &str = r#""units": {
    "residual": {
      "parameters": ["in", "channels"],
      "defaults": { "expansion": 2, "stride": 1 },
      "blocks": [
        { "name": "expand", "type": "conv", "channels": { "product": ["expansion", "in"] }, "kernel": 1, "norm": "batch_norm", "activation": "relu6" },
        { "name": "depthwise", "type": "conv", "kernel": 3, "stride": "stride", "groups": "channels", "norm": "batch_norm", "activation": "relu6" },
        { "name": "project", "type": "conv", "channels": "channels", "kernel": 1, "norm": "batch_norm" },
        { "name": "add", "type": "add", "from": ["project", "input"], "when": { "stride": 1, "in": "channels" } }
      ]
    },
    "two_residuals": {
      "parameters": ["channels", "expansion"],
      "blocks": [
        { "name": "first", "type": "residual", "in": "channels", "channels": "channels", "expansion": "expansion" },
        { "name": "second", "type": "residual", "in": "channels", "channels": "channels" }
      ]
    }
  },
  "#;

/// Makes the spec that the choices lead to.
pub fn architecture(choices: Choices<'_>) -> String {
    Generator::new(choices).spec()
}

/// The value of a block: its name, and C, H, W.
#[derive(Clone, Debug)]
struct Value {
    name: String,
    shape: [usize; 3],
}

struct Generator<'a> {
    choices: Choices<'a>,
    /// K of the network.
    branches: usize,
    policy: &'static str,
    /// The input, and then the value of each block.
    values: Vec<Value>,
    blocks: Vec<String>,
    products: usize,
    /// Whether a block is a unit of [`UNITS`].
    has_units: bool,
}

impl<'a> Generator<'a> {
    fn new(mut choices: Choices<'a>) -> Self {
        let policy = choices.one_of(&["official", "paper", "explicit"]);
        let branches = choices.one_of(&[4, 4, 2, 3, 8]);
        let shape =
            [choices.one_of(&[3, 1, 4, 16]), choices.from_to(5, SIZE), choices.from_to(5, SIZE)];
        let values = vec![Value { name: "input".into(), shape }];
        Generator {
            choices,
            branches,
            policy,
            values,
            blocks: Vec::new(),
            products: 0,
            has_units: false,
        }
    }

    fn spec(mut self) -> String {
        let count = self.choices.from_to(3, BLOCKS);
        for _ in 0..count {
            // The operand is mostly the latest value, so that chains arise, and now and then an
            // older one.
            let recent = self.values.len() - 1;
            let any = self.choices.below(self.values.len());
            let x = self.values[self.choices.one_of(&[recent, recent, recent, any])].clone();
            self.block(&x);
        }
        let [channels, height, width] = self.values[0].shape;
        let mut outputs = vec![self.values.len() - 1];
        for _ in 0..self.choices.below(3) {
            let other = self.choices.from_to(1, self.values.len() - 1);
            if !outputs.contains(&other) {
                outputs.push(other);
            }
        }
        let mut outputs: Vec<String> =
            outputs.iter().map(|&i| format!("\"{}\"", self.values[i].name)).collect();
        let detection =
            if self.choices.one_in(4) { self.detection(&mut outputs) } else { String::new() };
        let units = if self.has_units { UNITS } else { "" };
        format!(
            "{{\n  \"name\": \"random\",\n  \"input\": {{ \"channels\": {channels}, \"height\": {height}, \
             \"width\": {width} }},\n  \"classes\": 3,\n  \"branches\": {},\n  \"dilation\": \"{}\",\n  \
             {units}\"blocks\": [\n    {}\n  ],\n  \"outputs\": [{}]{detection}\n}}\n",
            self.branches,
            self.policy,
            self.blocks.join(",\n    "),
            outputs.join(", ")
        )
    }

    /// Adds a block of type `kind` that reads `from` and makes a value of that shape.
    fn push(&mut self, kind: &str, from: &[&Value], fields: &str, shape: [usize; 3]) {
        let name = format!("b{}", self.blocks.len());
        let from: Vec<String> = from.iter().map(|value| format!("\"{}\"", value.name)).collect();
        let from = match from.as_slice() {
            [one] => one.clone(),
            several => format!("[{}]", several.join(", ")),
        };
        let separator = if fields.is_empty() { "" } else { ", " };
        self.blocks.push(format!(
            r#"{{ "name": "{name}", "type": "{kind}", "from": {from}{separator}{fields} }}"#
        ));
        self.values.push(Value { name, shape });
    }

    /// Adds a block that reads `x`.
    fn block(&mut self, x: &Value) {
        let [c, h, w] = x.shape;
        match self.choices.below(20) {
            0 | 1 => self.conv(x),
            2..=4 => self.eesp(x),
            5 | 6 => self.strided_eesp(x),
            7 => self.pyramid(x),
            8 => {
                let channels = self.choices.from_to(1, 40);
                let fields = format!(r#""channels": {channels}"#);
                self.push("efficient_pw_conv", &[x], &fields, [channels, h, w]);
            }
            9 => self.resize(x),
            10 => self.sum(x),
            11 => self.product(x),
            12 => self.concat(x),
            13 => self.pool(x),
            14 => {
                let divisors: Vec<usize> =
                    (1..=c.min(64)).filter(|groups| c % groups == 0).collect();
                let groups = self.choices.one_of(&divisors);
                self.push("channel_shuffle", &[x], &format!(r#""groups": {groups}"#), x.shape);
            }
            15 if self.choices.one_in(2) => self.unit(x),
            15 => self.unit_by_hand(x),
            16 => self.conv_transpose(x),
            17 | 18 => self.slice(x),
            _ => match self.choices.one_of(&[
                "bn_prelu",
                "batch_norm",
                "prelu",
                "sigmoid",
                "relu",
                "relu6",
            ]) {
                norm @ ("bn_prelu" | "batch_norm") => self.push(norm, &[x], "", x.shape),
                function => {
                    let fields = format!(r#""function": "{function}""#);
                    self.push("activation", &[x], &fields, x.shape);
                }
            },
        }
    }

    fn conv(&mut self, x: &Value) {
        let [c, h, w] = x.shape;
        let quantum = self.branches * self.branches;
        let any = self.choices.from_to(1, 40);
        let channels = self.choices.one_of(&[quantum, any, c, 16]);
        let kernel = self.choices.one_of(&[3, 1, 1, 5, 2]);
        let (stride, dilation) = (self.choices.one_of(&[1, 1, 2, 3]), self.choices.from_to(1, 3));
        let groups = self.choices.one_of(&["1", "1", "\"gcd\"", "\"channels\""]);
        // Depth-wise convolutions keep or multiply the channels.
        let channels = if groups == "\"channels\"" { c } else { channels };
        let bias = self.choices.one_in(3);
        let norm = self.choices.one_of(&["batch_norm", "none"]);
        let activation = self.choices.one_of(&["prelu", "none", "sigmoid", "relu", "relu6"]);
        let padding = kernel / 2 * dilation;
        let axis = |size: usize| (size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1;
        let fields = format!(
            r#""channels": {channels}, "kernel": {kernel}, "stride": {stride}, "dilation": {dilation}, "groups": {groups}, "bias": {bias}, "norm": "{norm}", "activation": "{activation}""#
        );
        self.push("conv", &[x], &fields, [channels, axis(h), axis(w)]);
    }

    /// A transposed convolution, or a convolution if it would make the map too large.
    fn conv_transpose(&mut self, x: &Value) {
        let [c, h, w] = x.shape;
        let stride = self.choices.from_to(2, 3);
        if stride * h.max(w) > SIZE {
            return self.conv(x);
        }
        let any = self.choices.from_to(1, 40);
        let channels = self.choices.one_of(&[any, c, 16]);
        let bias = self.choices.one_in(3);
        let norm = self.choices.one_of(&["batch_norm", "none"]);
        let activation = self.choices.one_of(&["prelu", "none", "relu"]);
        let fields = format!(
            r#""channels": {channels}, "stride": {stride}, "bias": {bias}, "norm": "{norm}", "activation": "{activation}""#
        );
        self.push("conv_transpose", &[x], &fields, [channels, stride * h, stride * w]);
    }

    /// Adds both heads of a detection network over some of the values, and returns the spec's section.
    fn detection(&mut self, outputs: &mut Vec<String>) -> String {
        let maps: Vec<Value> = (0..self.choices.from_to(1, 3))
            .map(|_| self.values[self.choices.below(self.values.len())].clone())
            .collect();
        let maps: Vec<&Value> = maps.iter().collect();
        let ratios = self.choices.one_of(&["", "2.0", "2.0, 3.5"]);
        let anchors = 2 + 2 * ratios.split(", ").filter(|it| !it.is_empty()).count();
        let priors: usize = maps.iter().map(|map| anchors * map.shape[1] * map.shape[2]).sum();
        for values in ["\"classes\"", "4"] {
            let fields = format!(r#""values": {values}, "anchors": {anchors}"#);
            outputs.push(format!("\"b{}\"", self.blocks.len()));
            self.push("ssd_head", &maps, &fields, [priors, 1, 1]);
        }
        let [.., confidences, locations] = outputs.as_slice() else { return String::new() };
        let strides = self.choices.one_of(&["", "8", "2, 4, 16, 64"]);
        let score = self.choices.one_of(&["0.3", "0.01", "0", "0.9"]);
        let (iou, top_k) =
            (self.choices.one_of(&["0.45", "0", "1"]), self.choices.one_of(&[200, 1, 3]));
        format!(
            ",\n  \"detection\": {{ \"confidences\": {confidences}, \"locations\": {locations}, \
             \"priors\": {{ \"strides\": [{strides}], \"ratios\": [{ratios}] }}, \"score_threshold\": {score}, \
             \"iou_threshold\": {iou}, \"top_k\": {top_k} }}"
        )
    }

    /// Adds a use of one of [`UNITS`].
    fn unit(&mut self, x: &Value) {
        self.has_units = true;
        let [c, h, w] = x.shape;
        let expansion = self.choices.from_to(1, 2);
        if c > CHANNELS || self.choices.one_in(3) {
            let fields = format!(r#""channels": {c}, "expansion": {expansion}"#);
            return self.push("two_residuals", &[x], &fields, x.shape);
        }
        let any = self.choices.from_to(1, 40);
        let channels = self.choices.one_of(&[c, any]);
        let stride = self.choices.from_to(1, 2);
        let repeat = if channels == c && stride == 1 { self.choices.from_to(1, 3) } else { 1 };
        let fields = format!(
            r#""in": {c}, "channels": {channels}, "expansion": {expansion}, "stride": {stride}, "repeat": {repeat}"#
        );
        self.push("residual", &[x], &fields, [channels, h.div_ceil(stride), w.div_ceil(stride)]);
    }

    /// Chooses K of the unit and the limit of its dilations, and returns K and the fields for both.
    fn eesp_fields(&mut self) -> (usize, String) {
        let own = self.choices.one_in(4).then(|| self.choices.from_to(2, 5));
        let branches = own.unwrap_or(self.branches);
        let mut fields = own.map(|own| format!(r#", "branches": {own}"#)).unwrap_or_default();
        if self.policy == "explicit" || self.choices.one_in(4) {
            let list: Vec<String> =
                (0..branches).map(|_| self.choices.from_to(1, 5).to_string()).collect();
            fields.push_str(&format!(r#", "dilations": [{}]"#, list.join(", ")));
        } else {
            let limit = self.choices.one_of(&[9, 7, 5, 13, 3]);
            fields.push_str(&format!(r#", "limit": {limit}"#));
        }
        (branches, fields)
    }

    fn eesp(&mut self, x: &Value) {
        let [c, h, w] = x.shape;
        let (k, fields) = self.eesp_fields();
        let keeps = c.is_multiple_of(k * k) && self.choices.below(3) < 2;
        if !keeps && !c.is_multiple_of(k) {
            return self.conv(x);
        }
        let channels = if keeps { c } else { self.multiple(k * k) };
        let fields = format!(r#""channels": {channels}{fields}"#);
        self.push("eesp", &[x], &fields, [channels, h, w]);
    }

    /// Adds the blocks that an EESP unit consists of. Most of these units fuse; in some, one block differs
    /// from those of a unit.
    fn unit_by_hand(&mut self, x: &Value) {
        let ([c, h, w], k) = (x.shape, self.branches);
        if !c.is_multiple_of(k) {
            return self.conv(x);
        }
        let keeps = c.is_multiple_of(k * k) && self.choices.below(3) < 2;
        let channels = if keeps { c } else { self.multiple(k * k) };
        let n = channels / k;
        // The block that differs, if there is one.
        let wrong = self.choices.below(12);
        let pointwise = |channels: usize, activation: &str| {
            format!(
                r#""channels": {channels}, "kernel": 1, "groups": {k}, "norm": "batch_norm", "activation": "{activation}""#
            )
        };
        let activation = if wrong == 0 { "relu" } else { "prelu" };
        let project = self.then("conv", &[x], &pointwise(n, activation), [n, h, w]);
        let mut sums: Vec<Value> = Vec::new();
        for _ in 0..k {
            let dilation = self.choices.from_to(1, 4);
            let bias = wrong == 1;
            let fields = format!(
                r#""kernel": 3, "dilation": {dilation}, "groups": "channels", "bias": {bias}"#
            );
            let branch = self.then("conv", &[&project], &fields, [n, h, w]);
            let sum = match sums.last().cloned() {
                None => branch,
                Some(before) => {
                    let operands = self.choices.one_of(&[[&before, &branch], [&branch, &before]]);
                    self.then("add", &operands, "", [n, h, w])
                }
            };
            sums.push(sum);
        }
        if wrong == 2 {
            sums.swap(0, 1);
        }
        let concat = self.then("concat", &sums.iter().collect::<Vec<_>>(), "", [channels, h, w]);
        let norm = self.then("bn_prelu", &[&concat], "", [channels, h, w]);
        let mut value = self.then("conv", &[&norm], &pointwise(channels, "none"), [channels, h, w]);
        if keeps && wrong != 3 {
            let residual = if wrong == 4 { &norm } else { x };
            let operands = self.choices.one_of(&[[&value, residual], [residual, &value]]);
            value = self.then("add", &operands, "", [channels, h, w]);
        }
        self.push("activation", &[&value], r#""function": "prelu""#, [channels, h, w]);
    }

    /// Adds a block and returns its value.
    fn then(&mut self, kind: &str, from: &[&Value], fields: &str, shape: [usize; 3]) -> Value {
        self.push(kind, from, fields, shape);
        self.values[self.values.len() - 1].clone()
    }

    fn strided_eesp(&mut self, x: &Value) {
        let [c, h, w] = x.shape;
        let (k, mut fields) = self.eesp_fields();
        if !c.is_multiple_of(k) || c > CHANNELS / 2 {
            return self.conv(x);
        }
        let channels = c + self.multiple(k * k);
        let half = [h.div_ceil(2), w.div_ceil(2)];
        let image = self.values[self.choices.below(self.values.len())].clone();
        if halves_to([image.shape[1], image.shape[2]], half) && self.choices.below(4) > 0 {
            fields.push_str(&format!(r#", "image": "{}""#, image.name));
        } else if self.choices.one_in(4) {
            fields.push_str(r#", "unused_image_shortcut": true"#);
        }
        let fields = format!(r#""channels": {channels}{fields}"#);
        self.push("strided_eesp", &[x], &fields, [channels, half[0], half[1]]);
    }

    /// A small multiple of `quantum`.
    fn multiple(&mut self, quantum: usize) -> usize {
        quantum * self.choices.from_to(1, (CHANNELS / quantum).clamp(1, 4))
    }

    fn pyramid(&mut self, x: &Value) {
        let [_, h, w] = x.shape;
        let (channels, projection) = (self.choices.from_to(1, 24), self.choices.from_to(1, 12));
        let scales: Vec<&str> = (0..self.choices.from_to(1, 5))
            .map(|_| self.choices.one_of(&["1.0", "0.5", "0.1", "1.5", "2.0", "1.01"]))
            .collect();
        let last = self.choices.one_of(&[true, false]);
        let fields = format!(
            r#""channels": {channels}, "projection": {projection}, "scales": [{}], "last_layer_br": {last}"#,
            scales.join(", ")
        );
        self.push("efficient_pyramid_pool", &[x], &fields, [channels, h, w]);
    }

    fn resize(&mut self, x: &Value) {
        let [c, h, w] = x.shape;
        let other = self.values[self.choices.below(self.values.len())].clone();
        let (text, scale) = self.choices.one_of(&[("2", 2.0), ("0.5", 0.5), ("1.3", 1.3)]);
        let scaled = |size: usize| (size as f64 * scale).floor() as usize;
        let size = [scaled(h), scaled(w)];
        if self.choices.one_in(3) || size.iter().any(|size| !(1..=SIZE).contains(size)) {
            let fields = format!(r#""to": "{}""#, other.name);
            self.push("resize", &[x], &fields, [c, other.shape[1], other.shape[2]]);
        } else {
            let fields = format!(r#""scale": {text}"#);
            self.push("resize", &[x], &fields, [c, size[0], size[1]]);
        }
    }

    /// Chooses a value that `fits`; `x` itself if none does.
    fn other(&mut self, x: &Value, fits: impl Fn(&Value) -> bool) -> Value {
        let fitting: Vec<&Value> = self.values.iter().filter(|value| fits(value)).collect();
        match fitting.is_empty() {
            true => x.clone(),
            false => fitting[self.choices.below(fitting.len())].clone(),
        }
    }

    fn sum(&mut self, x: &Value) {
        let others: Vec<Value> = (0..self.choices.from_to(1, 2))
            .map(|_| self.other(x, |value| value.shape == x.shape))
            .collect();
        let from: Vec<&Value> = [x].into_iter().chain(&others).collect();
        self.push("add", &from, "", x.shape);
    }

    fn product(&mut self, x: &Value) {
        if self.products == PRODUCTS {
            return self.sum(x);
        }
        self.products += 1;
        if self.choices.one_in(2) {
            // A gate of one pixel.
            let shape = [x.shape[0], 1, 1];
            self.push("global_avg_pool", &[x], "", shape);
            let gate = self.values[self.values.len() - 1].clone();
            return self.push("mul", &[x, &gate], "", x.shape);
        }
        let other = self.other(x, |value| value.shape == x.shape);
        self.push("mul", &[x, &other], "", x.shape);
    }

    fn concat(&mut self, x: &Value) {
        let [mut channels, h, w] = x.shape;
        let mut operands = vec![x.clone()];
        for _ in 0..self.choices.from_to(1, 3) {
            let other = self.other(x, |value| value.shape[1..] == x.shape[1..]);
            if channels + other.shape[0] <= 2 * CHANNELS {
                channels += other.shape[0];
                operands.push(other);
            }
        }
        if operands.len() == 1 {
            return self.conv(x);
        }
        self.push("concat", &operands.iter().collect::<Vec<_>>(), "", [channels, h, w]);
    }

    /// A range of channels, or both halves of the channels with something done to one of them.
    fn slice(&mut self, x: &Value) {
        let [c, h, w] = x.shape;
        if self.choices.one_in(2) || c == 1 {
            let start = self.choices.below(c);
            let channels = self.choices.from_to(1, c - start);
            let start = if start == 0 { String::new() } else { format!(r#""start": {start}, "#) };
            let fields = format!(r#"{start}"channels": {channels}"#);
            return self.push("channel_slice", &[x], &fields, [channels, h, w]);
        }
        let half = c / 2;
        let first =
            self.then("channel_slice", &[x], &format!(r#""channels": {half}"#), [half, h, w]);
        let fields = format!(r#""start": {half}"#);
        let second = self.then("channel_slice", &[x], &fields, [c - half, h, w]);
        let kind = self.choices.one_of(&["conv", "bn_prelu", "global_avg_pool", "none"]);
        let second = match kind {
            "global_avg_pool" if self.products < PRODUCTS => {
                self.products += 1;
                let gate = self.then(kind, &[&second], "", [c - half, 1, 1]);
                self.then("mul", &[&second, &gate], "", second.shape)
            }
            "bn_prelu" => self.then(kind, &[&second], "", second.shape),
            "conv" => {
                let fields = r#""kernel": 3, "groups": "channels", "activation": "relu""#;
                self.then(kind, &[&second], fields, second.shape)
            }
            _ => second,
        };
        let operands = self.choices.one_of(&[[&first, &second], [&second, &first]]);
        self.push("concat", &operands, "", x.shape);
    }

    fn pool(&mut self, x: &Value) {
        let [c, h, w] = x.shape;
        match self.choices.below(3) {
            0 => {
                let kernel = self.choices.from_to(1, 3);
                let (stride, padding) =
                    (self.choices.from_to(1, 2), self.choices.below(kernel / 2 + 1));
                if h.min(w) + 2 * padding < kernel {
                    return self.sum(x);
                }
                let axis = |size: usize| (size + 2 * padding - kernel) / stride + 1;
                let fields =
                    format!(r#""kernel": {kernel}, "stride": {stride}, "padding": {padding}"#);
                let kind = self.choices.one_of(&["avg_pool", "max_pool"]);
                self.push(kind, &[x], &fields, [c, axis(h), axis(w)]);
            }
            1 => {
                let (height, width) = (self.choices.from_to(1, 12), self.choices.from_to(1, 12));
                let fields = format!(r#""height": {height}, "width": {width}"#);
                self.push("adaptive_avg_pool", &[x], &fields, [c, height, width]);
            }
            _ => {
                self.push("global_avg_pool", &[x], "", [c, 1, 1]);
                let pooled = self.values[self.values.len() - 1].clone();
                let features = self.choices.from_to(1, 20);
                let fields = format!(
                    r#""features": {features}, "bias": {}"#,
                    self.choices.one_of(&[true, false])
                );
                self.push("linear", &[&pooled], &fields, [features, 1, 1]);
            }
        }
    }
}

/// Whether halving a size again and again comes to `target`.
fn halves_to(mut size: [usize; 2], target: [usize; 2]) -> bool {
    while size != target {
        if size[0] < target[0] || size[1] < target[1] {
            return false;
        }
        size = size.map(|size| size.div_ceil(2));
    }
    true
}
