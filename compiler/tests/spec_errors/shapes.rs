//! Dilations, channels and shapes that do not fit one another.

use super::check;

/// Limits and dilations that contradict one another, the branches or the policy.
#[test]
fn dilations_that_do_not_fit() {
    check(&[
        (
            r#", "limit": 7"#,
            "",
            &[
                r#"/blocks/2: the unit has neither a `limit` nor `dilations` (line 9, column 5); the policy `official` needs one of them, such as "limit": 9"#,
            ],
        ),
        (
            r#""limit": 7"#,
            r#""limit": 1"#,
            &["/blocks/2/limit: expected an integer from 3 to 511, found 1 (line 9, column 48)"],
        ),
        (
            r#""limit": 7"#,
            r#""limit": 7, "dilations": [1, 2, 3, 4]"#,
            &[
                "/blocks/2: the unit has both a `limit` and `dilations` (line 9, column 5); leave one of them out",
            ],
        ),
        (
            r#""limit": 7"#,
            r#""dilations": [1, 2, 3]"#,
            &[
                "/blocks/2/dilations: 3 dilations for 4 branches (line 9, column 52); give one for each branch",
            ],
        ),
        (
            r#""limit": 7"#,
            r#""dilations": [1, 2, 3, 0]"#,
            &[
                "/blocks/2/dilations/3: expected an integer from 1 to 255, found 0 (line 9, column 62)",
            ],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 10, "dilation": "explicit","#,
            &[
                "/blocks/1: the unit has no `dilations` (line 8, column 5); the policy `explicit` needs a list with one for each branch",
                "/blocks/2: the unit has no `dilations` (line 9, column 5); the policy `explicit` needs a list with one for each branch",
            ],
        ),
    ]);
}

/// Channels that branches and groups do not divide.
#[test]
fn channels_that_cannot_be_built() {
    check(&[
        (
            r#""classes": 10,"#,
            r#""classes": 10, "branches": 3,"#,
            &[
                "/blocks/1/channels: 3 branches do not divide the 16 channels of `stem` (line 8, column 59); give `stem` 15 or 18 channels, or 2 or 4 branches",
                "/blocks/1/channels: 3 branches of 3 groups do not divide the 16 channels that 32 adds to the 16 pooled: 16 is no multiple of 9 (line 8, column 59); give the output 25 or 34 channels, or 2 or 4 branches",
                "/blocks/2: 3 branches of 3 groups do not divide 32 channels: 32 is no multiple of 9 (line 9, column 5); give the output 27 or 36 channels, or 2 or 4 branches",
            ],
        ),
        (
            r#""limit": 7"#,
            r#""limit": 7, "branches": 3"#,
            &[
                "/blocks/2/branches: 3 branches of 3 groups do not divide 32 channels: 32 is no multiple of 9 (line 9, column 63); give the output 27 or 36 channels, or 2 or 4 branches",
            ],
        ),
        (
            r#""limit": 7"#,
            r#""limit": 7, "channels": 40"#,
            &[
                "/blocks/2/channels: 4 branches of 4 groups do not divide 40 channels: 40 is no multiple of 16 (line 9, column 63); give the output 32 or 48 channels, or 2 branches",
            ],
        ),
        (
            r#""body": 32"#,
            r#""body": 20"#,
            &[
                "/blocks/1/channels: 4 branches of 4 groups do not divide the 4 channels that 20 adds to the 16 pooled: 4 is no multiple of 16 (line 8, column 59); give the output 32 channels, or 2 branches",
                "/blocks/2: 4 branches of 4 groups do not divide 20 channels: 20 is no multiple of 16 (line 9, column 5); give the output 16 or 32 channels, or 2 branches",
            ],
        ),
        (
            r#""body": 32"#,
            r#""body": 8"#,
            &[
                "/blocks/1/channels: the output has no more channels than the input, 16 (line 8, column 59); give the output 32 channels",
            ],
        ),
        (
            r#""stem": 16"#,
            r#""stem": 18"#,
            &[
                "/blocks/1/channels: 4 branches do not divide the 18 channels of `stem` (line 8, column 59); give `stem` 16 or 20 channels",
                "/blocks/1/channels: 4 branches of 4 groups do not divide the 14 channels that 32 adds to the 18 pooled: 14 is no multiple of 16 (line 8, column 59); give the output 34 channels",
            ],
        ),
        (
            r#""stride": 2 }"#,
            r#""stride": 2, "groups": 2 }"#,
            &[
                "/blocks/0/groups: 2 groups do not divide 3 input and 16 output channels (line 7, column 95); their greatest common divisor is 1",
            ],
        ),
    ]);
}

/// Operands, windows and sizes that do not suit a block, and values beyond the limits.
#[test]
fn shapes_that_do_not_fit() {
    check(&[
        (
            r#"{ "name": "pool", "type": "global_avg_pool" },"#,
            "",
            &[
                "/blocks/3: a linear layer on a map of 8×12 pixels (line 11, column 5); put a `global_avg_pool` before it",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "add", "from": ["stem", "down"]"#,
            &[
                "/blocks/2: `body` does not fit: operands differ: 16×16×24 and 32×8×12 (line 9, column 5); bring its operands to one shape with a `conv` or a `resize`",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "concat", "from": ["stem", "down"]"#,
            &[
                "/blocks/2: `body` does not fit: operands differ in size: 16×16×24 and 32×8×12 (line 9, column 5); bring its operands to one size with a `resize`",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "resize", "scale": 0.01"#,
            &[
                "/blocks/2/scale: the resized map has 0×0 pixels, not 1 to 65536 (line 9, column 50); choose a scale between them",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "avg_pool", "kernel": 31"#,
            &[
                "/blocks/2: `body` does not fit: the window is larger than the map of 32×8×12 (line 9, column 5); give it a smaller window, more padding or a larger map",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "max_pool", "kernel": 31"#,
            &[
                "/blocks/2: `body` does not fit: the window is larger than the map of 32×8×12 (line 9, column 5); give it a smaller window, more padding or a larger map",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "conv_transpose", "channels": 1, "stride": 8, "repeat": 5"#,
            &[
                "/blocks/2/stride: the enlarged map has 262144×393216 pixels, more than 65536 (line 9, column 74); choose a smaller stride",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "channel_shuffle", "groups": 5"#,
            &[
                "/blocks/2: `body` does not fit: 5 groups do not divide 32 channels (line 9, column 5); choose groups that divide the channels",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "channel_slice", "start": 20, "channels": 16"#,
            &[
                "/blocks/2: `body` does not fit: takes 16 channels after the first 20, of 32 (line 9, column 5); choose channels that its operand has",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "channel_slice", "start": "body""#,
            &[
                "/blocks/2: `body` does not fit: takes 0 channels after the first 32, of 32 (line 9, column 5); choose channels that its operand has",
            ],
        ),
        (
            r#""stride": 2 }"#,
            r#""stride": 2, "padding": 0, "dilation": 20 }"#,
            &[
                "/blocks/0: `stem.conv` does not fit: a kernel of 41×41 pixels does not fit a map of 3×32×48 padded by 0 (line 7, column 5); give it a smaller window, more padding or a larger map",
            ],
        ),
        (
            r#""stride": 2 }"#,
            r#""stride": 1, "padding": 2 }"#,
            &[
                "/blocks/1/image: an image of 32×48 pixels, halved again and again, never has the 17×25 of the map (line 8, column 88); give the image that the map was made from by halving",
            ],
        ),
        (
            r#"{ "channels": 3, "height": 32, "width": 48 }"#,
            r#"{ "channels": 1024, "height": 65536, "width": 65536 }"#,
            &[
                "/input: the input holds 1024×65536×65536 = 4398046511104 numbers, more than 2147483648 (line 3, column 12); lower the input's size or the channels",
            ],
        ),
        (
            r#"{ "channels": 3, "height": 32, "width": 48 }"#,
            r#"{ "channels": 3, "height": 20000, "width": 32768 }"#,
            &[
                "/blocks/0: the value of `stem.conv` holds 16×10000×16384 = 2621440000 numbers, more than 2147483648 (line 7, column 5); lower the input's size or the channels",
            ],
        ),
        (
            r#""stride": 2 }"#,
            r#""stride": 2 }, { "name": "wide", "type": "conv", "kernel": 1, "channels": 65536 }, { "name": "wider", "type": "conv", "kernel": 3, "channels": 65536 }"#,
            &[
                "/blocks/2: the parameter `wider.conv.weight` holds 65536×65536×3×3 = 38654705664 numbers, more than 2147483648 (line 7, column 155); lower the input's size or the channels",
            ],
        ),
    ]);
}
