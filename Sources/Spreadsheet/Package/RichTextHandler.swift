/// Gathers the text of a shared or inline string: plain, or in runs with fonts of their own. Phonetic runs, which tell
/// how to pronounce a text, are no part of it. Blanks count wherever they stand.
class RichTextHandler: XMLHandler {
    /// Texts one behind the other. A subclass says where one ends.
    var bytes: [UInt8] = []
    /// The runs of the text at hand; empty when it is written in one font.
    private(set) var runs: [SheetText.Run] = []

    private var textStart = 0
    private var pieceStart = 0
    private var textDepth = 0
    private var phoneticDepth = 0
    private var isInPiece = false
    private var runFont: String?
    private var fontNames: [String: String] = [:]

    /// Begins a text with the element that just began, `si` or `is`.
    final func beginText() {
        textStart = bytes.count
        textDepth = depth
        phoneticDepth = 0
        isInPiece = false
        runs.removeAll(keepingCapacity: true)
    }

    /// Before a cell that may have no text: runs of the one before are not its own.
    final func forgetRuns() {
        if !runs.isEmpty { runs.removeAll(keepingCapacity: true) }
    }

    /// Whether the element that is about to end is the one that began the text.
    final var isEndOfText: Bool { depth == textDepth }

    /// An element inside a text begins.
    final func startInText(_ name: XMLName, _ attributes: XMLAttributes) {
        guard phoneticDepth == 0 else { return }
        if name == "t" {
            isInPiece = true
            pieceStart = bytes.count
        } else if name == "r" {
            runFont = nil
        } else if name == "rFont" {
            runFont = attributes.value("val").map { shared($0.string) }
        } else if name == "rPh" {
            phoneticDepth = depth
        }
    }

    /// An element inside a text ends.
    final func endInText() {
        if phoneticDepth > 0 {
            if depth == phoneticDepth { phoneticDepth = 0 }
        } else if isInPiece {
            isInPiece = false
            SheetText.unescape(&bytes, from: pieceStart)
            if depth == textDepth + 2, bytes.count > pieceStart {
                runs.append(SheetText.Run(start: UInt32(pieceStart - textStart), fontName: runFont))
            }
        }
    }

    /// Text between tags. Returns false when the text would be longer than a cell can hold.
    final func gather(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
        guard isInPiece else { return true }
        guard bytes.count - textStart + piece.count <= limits.cellBytes else { return false }
        bytes.append(contentsOf: piece)
        return true
    }

    /// Whether the text from here to the end is longer than Excel allows.
    final func isTooLong(from start: Int) -> Bool {
        let length = bytes.count - start
        guard length > limits.cellText else { return false }
        return String(decoding: bytes[start...], as: UTF8.self).utf16.count > limits.cellText
    }

    /// One string for equal names: a workbook has few fonts and many runs.
    private func shared(_ name: String) -> String {
        if let known = fontNames[name] { return known }
        if fontNames.count < limits.styles { fontNames[name] = name }
        return name
    }
}

/// Reads the strings that cells share.
final class SharedStringsHandler: RichTextHandler {
    private var starts: [UInt32] = [0]
    private var allRuns: [UInt32: [SheetText.Run]] = [:]
    private var runCount = 0

    /// What was read. The handler gives it away and is empty then.
    func takeStrings() -> SheetStrings {
        defer { (bytes, starts, allRuns) = ([], [0], [:]) }
        return SheetStrings(bytes: bytes, starts: starts, runs: allRuns)
    }

    override func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if depth == 2 {
            beginText()
        } else if depth > 2 {
            startInText(name, attributes)
        }
    }

    override func end() {
        guard depth >= 2 else { return }
        guard isEndOfText else { return endInText() }
        let number = starts.count - 1
        guard !isTooLong(from: Int(starts[number])) else { return fail(.cellText) }
        guard number < limits.sharedStrings else { return fail(.sharedStrings) }
        if !runs.isEmpty {
            runCount += runs.count
            guard runCount <= limits.textRuns else { return fail(.textRuns) }
            allRuns[UInt32(number)] = runs
        }
        starts.append(UInt32(bytes.count))
    }

    override func text(_ piece: UnsafeBufferPointer<UInt8>) {
        guard depth > 2 else { return }
        guard gather(piece) else { return fail(.cellText) }
        guard bytes.count <= min(limits.sharedStringBytes, Int(UInt32.max)) else { return fail(.sharedStringBytes) }
    }
}
