//! Numbers as letters that need no escaping in a script: five bits a letter, the sixth says that more follow.

/// The letters for 0 to 63. `templates/assets/ranking.js` has the same.
const LETTERS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/// Adds one letter; of more than 63, the last one.
pub(super) fn letter(out: &mut String, value: usize) {
    let [.., last] = LETTERS;
    out.push(char::from(*LETTERS.get(value).unwrap_or(last)));
}

/// Adds a number, its low bits first.
pub(super) fn number(out: &mut String, mut value: usize) {
    while value >= 32 {
        letter(out, value % 32 + 32);
        value /= 32;
    }
    letter(out, value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_back() {
        let of = |value| {
            let mut out = String::new();
            number(&mut out, value);
            out
        };
        assert_eq!((of(0), of(31), of(32), of(1000)), ("0".into(), "V".into(), "W1".into(), "eV".into()));
        let read = |text: &str| {
            text.bytes().rev().fold(0, |sum, b| sum * 32 + LETTERS.iter().position(|l| *l == b).unwrap() % 32)
        };
        for value in [0, 1, 31, 32, 63, 64, 1023, 1024, 999_999] {
            assert_eq!(read(&of(value)), value);
        }
    }
}
