//! Formats numbers and names for people.

/// Shortens a text to `width` characters: an ellipsis replaces its middle.
pub fn cut(text: &str, width: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() <= width {
        return text.into();
    }
    let (front, back) = (width / 2, width - width / 2 - 1);
    let ends = [&chars[..front], &['…'], &chars[chars.len() - back..]];
    ends.into_iter().flatten().collect()
}

/// Formats a number with three digits and a unit; 0 as nothing.
pub fn short(number: u64) -> String {
    let (scaled, unit) = match number {
        0 => return String::new(),
        1..1_000 => return number.to_string(),
        1_000..999_500 => (number as f64 / 1e3, "k"),
        999_500..999_500_000 => (number as f64 / 1e6, "M"),
        _ => (number as f64 / 1e9, "G"),
    };
    let digits = if scaled < 9.995 {
        2
    } else if scaled < 99.95 {
        1
    } else {
        0
    };
    format!("{scaled:.digits$}{unit}")
}

/// Formats all digits of a number, in groups of three.
pub fn long(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Formats numbers with commas between them.
pub fn list(numbers: &[usize]) -> String {
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    numbers.join(",")
}

/// Formats the smallest and the largest of the numbers; one number if they are equal.
pub fn span(numbers: &[usize]) -> String {
    match (numbers.iter().min(), numbers.iter().max()) {
        (Some(min), Some(max)) if min != max => format!("{min}–{max}"),
        (_, Some(max)) => max.to_string(),
        _ => String::new(),
    }
}

/// Formats height and width; one number if they are equal.
pub fn square([height, width]: [usize; 2]) -> String {
    if height == width { height.to_string() } else { format!("{height}×{width}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_in_cells_and_whole_in_totals() {
        let cells: Vec<String> = [
            0,
            7,
            999,
            1_000,
            9_994,
            9_996,
            99_960,
            262_144,
            999_499,
            999_500,
            1_670_072,
            u64::MAX,
        ]
        .map(short)
        .into();
        assert_eq!(
            cells,
            [
                "",
                "7",
                "999",
                "1.00k",
                "9.99k",
                "10.0k",
                "100k",
                "262k",
                "999k",
                "1.00M",
                "1.67M",
                "18446744074G"
            ]
        );
        assert_eq!(long(0), "0");
        assert_eq!(long(123), "123");
        assert_eq!(long(1_670_072), "1,670,072");
    }

    #[test]
    fn long_names_lose_their_middle() {
        assert_eq!(cut("level3.0", 8), "level3.0");
        assert_eq!(cut("level3.0.proj", 8), "leve…roj");
        assert_eq!(cut("××××", 3), "×…×");
    }

    #[test]
    fn equal_numbers_are_said_once() {
        assert_eq!(list(&[1, 1, 2]), "1,1,2");
        assert_eq!(span(&[3, 9, 5]), "3–9");
        assert_eq!(span(&[7, 7]), "7");
        assert_eq!(span(&[]), "");
        assert_eq!(square([7, 7]), "7");
        assert_eq!(square([7, 9]), "7×9");
    }
}
