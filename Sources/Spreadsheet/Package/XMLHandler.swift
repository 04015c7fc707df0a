import CExpat

/// Takes the events of one part of a workbook. A subclass is told of each element, and calls `fail` to stop the reading.
class XMLHandler {
    let part: String
    let limits: SheetLimits
    /// How many elements are open, the one that just began among them.
    fileprivate(set) var depth = 0
    fileprivate(set) var failure: SheetError?
    fileprivate var parser: XML_Parser?

    init(part: String, limits: SheetLimits) {
        self.part = part
        self.limits = limits
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {}

    func end() {}

    /// A piece of text; what stands between two tags may come in several.
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// Ends the reading with an error; the first one counts.
    final func fail(_ error: SheetError) {
        guard failure == nil else { return }
        failure = error
        if let parser { XML_StopParser(parser, XML_Bool(0)) }
    }

    final func fail(_ damage: SheetDamage, row: Int? = nil, column: Int? = nil) {
        fail(.damaged(damage, SheetPlace(part: part, row: row, column: column)))
    }

    final func fail(_ limit: SheetLimit, row: Int? = nil, column: Int? = nil) {
        fail(.limit(limit, SheetPlace(part: part, row: row, column: column)))
    }

    /// Where in the part the event stands that is being told, and how many bytes it takes.
    final var eventBytes: Range<Int> {
        guard let parser else { return 0..<0 }
        let start = max(0, Int(XML_GetCurrentByteIndex(parser)))
        return start..<(start + max(0, Int(XML_GetCurrentByteCount(parser))))
    }
}

/// The name of an element without its prefix. Valid during the event.
struct XMLName {
    let bytes: UnsafePointer<UInt8>
    /// The prefix and its colon; 0 without one.
    let prefixLength: Int

    @inline(__always)
    init(_ name: UnsafePointer<CChar>) {
        let start = UnsafeRawPointer(name).assumingMemoryBound(to: UInt8.self)
        var (at, prefix) = (0, 0)
        while start[at] != 0 {
            at += 1
            if start[at - 1] == UInt8(ascii: ":") { prefix = at }
        }
        bytes = start + prefix
        prefixLength = prefix
    }

    /// The prefix with its colon, such as `x:`, or nothing.
    var prefix: String {
        String(decoding: UnsafeBufferPointer(start: bytes - prefixLength, count: prefixLength), as: UTF8.self)
    }

    @inline(__always)
    static func == (name: XMLName, text: StaticString) -> Bool { name.bytes == text }
}

extension UnsafePointer<UInt8> {
    /// Whether the bytes up to the NUL are this text.
    @inline(__always)
    static func == (bytes: Self, text: StaticString) -> Bool {
        let wanted = text.utf8Start
        var at = 0
        while bytes[at] == wanted[at] {
            if bytes[at] == 0 { return true }
            at += 1
        }
        return false
    }

    /// The digits up to the NUL as a number; nil for anything else, and for more than nine digits.
    @inline(__always)
    var decimal: Int? {
        var (at, number) = (0, 0)
        while self[at] != 0 {
            guard at < 9, self[at] >= UInt8(ascii: "0"), self[at] <= UInt8(ascii: "9") else { return nil }
            number = number * 10 + Int(self[at] - UInt8(ascii: "0"))
            at += 1
        }
        return at > 0 ? number : nil
    }

    var string: String { String(cString: self) }

    /// How XML writes a Boolean attribute.
    var isTrue: Bool { self == "1" || self == "true" || self == "on" }
}

/// The attributes of an element. Valid during the event.
struct XMLAttributes: Sequence {
    private var at: UnsafeMutablePointer<UnsafePointer<CChar>?>

    init(_ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>) { at = attributes }

    /// The value of an attribute, whatever its prefix; it ends with a NUL.
    func value(_ name: StaticString) -> UnsafePointer<UInt8>? {
        for attribute in self where attribute.name == name { return attribute.value }
        return nil
    }

    func makeIterator() -> Iterator { Iterator(at: at) }

    struct Iterator: IteratorProtocol {
        fileprivate var at: UnsafeMutablePointer<UnsafePointer<CChar>?>

        @inline(__always)
        mutating func next() -> (name: UnsafePointer<UInt8>, value: UnsafePointer<UInt8>)? {
            guard let name = at[0], let value = at[1] else { return nil }
            at += 2
            return (XMLName(name).bytes, UnsafeRawPointer(value).assumingMemoryBound(to: UInt8.self))
        }
    }
}

/// Reads a part in pieces and tells a handler. No document type is let in, so that there are no entities but XML's own
/// five; nothing outside the part is ever fetched.
final class XMLPart {
    /// Bytes a step. What one step makes is held at once: rows wait in a queue until they are asked for.
    static let stepBytes = 64 << 10

    private let parser: XML_Parser
    private let entry: ZipEntry
    private let handler: XMLHandler
    private var fedBytes = 0
    private(set) var isAtEnd = false
    /// Told each piece of the part before it is parsed.
    var onBytes: ((UnsafeRawBufferPointer) -> Void)?

    init(entry: ZipEntry, handler: XMLHandler) throws(SheetError) {
        guard let parser = XML_ParserCreate(nil) else { throw .unreadable(code: Self.outOfMemory) }
        self.parser = parser
        self.entry = entry
        self.handler = handler
        handler.parser = parser
        XML_SetUserData(parser, Unmanaged.passUnretained(handler).toOpaque())
        XML_SetElementHandler(
            parser,
            { user, name, attributes in
                guard let user, let name, let attributes else { return }
                Unmanaged<XMLHandler>.fromOpaque(user)._withUnsafeGuaranteedRef { handler in
                    guard handler.failure == nil else { return }
                    handler.depth += 1
                    guard handler.depth <= handler.limits.xmlDepth else { return handler.fail(.xmlDepth) }
                    handler.start(XMLName(name), XMLAttributes(attributes))
                }
            },
            { user, _ in
                guard let user else { return }
                Unmanaged<XMLHandler>.fromOpaque(user)._withUnsafeGuaranteedRef { handler in
                    guard handler.failure == nil else { return }
                    handler.end()
                    handler.depth -= 1
                }
            }
        )
        XML_SetCharacterDataHandler(parser) { user, bytes, count in
            guard let user, let bytes else { return }
            Unmanaged<XMLHandler>.fromOpaque(user)._withUnsafeGuaranteedRef { handler in
                guard handler.failure == nil else { return }
                let start = UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt8.self)
                handler.text(UnsafeBufferPointer(start: start, count: Int(count)))
            }
        }
        XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in
            guard let user else { return }
            Unmanaged<XMLHandler>.fromOpaque(user).takeUnretainedValue().fail(.documentType)
        }
    }

    private static let outOfMemory: Int32 = 12

    deinit {
        handler.parser = nil
        XML_ParserFree(parser)
    }

    /// Reads one piece further. Returns whether there is more.
    func step() throws(SheetError) -> Bool {
        guard !isAtEnd else { return false }
        guard let buffer = XML_GetBuffer(parser, Int32(Self.stepBytes)) else {
            throw .unreadable(code: Self.outOfMemory)
        }
        let piece = UnsafeMutableRawBufferPointer(start: buffer, count: Self.stepBytes)
        let count = try entry.read(into: piece)
        isAtEnd = count == 0
        onBytes?(UnsafeRawBufferPointer(rebasing: piece[..<count]))
        let status = XML_ParseBuffer(parser, Int32(count), isAtEnd ? 1 : 0)
        if let failure = handler.failure { throw failure }
        guard status == XML_STATUS_OK else { throw .damaged(.xml, SheetPlace(part: handler.part)) }
        fedBytes += count
        let index = Int(XML_GetCurrentByteIndex(parser))
        if index >= 0, fedBytes - index > handler.limits.xmlTokenBytes {
            throw .limit(.xmlTokenBytes, SheetPlace(part: handler.part))
        }
        return !isAtEnd
    }

    /// Reads to the end.
    func finish() throws(SheetError) {
        while try step() {}
    }
}
