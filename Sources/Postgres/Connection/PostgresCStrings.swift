/// Lends Swift strings to C.
enum PostgresCStrings {
    typealias Array = UnsafePointer<UnsafePointer<CChar>?>

    /// Lends two arrays of strings, each closed by a null pointer, as `PQconnectStartParams` takes them.
    static func withArrays<Result>(
        _ first: [String],
        _ second: [String],
        _ body: (Array, Array) -> Result
    ) -> Result {
        withArray(first) { first in withArray(second) { body(first, $0) } }
    }

    private static func withArray<Result>(_ strings: [String], _ body: (Array) -> Result) -> Result {
        var bytes: [CChar] = []
        let offsets = strings.map { string in
            defer { bytes.append(contentsOf: string.utf8CString) }
            return bytes.count
        }
        return bytes.withUnsafeBufferPointer { buffer in
            let pointers = offsets.map { offset in buffer.baseAddress.map { $0 + offset } } + [nil]
            return pointers.withUnsafeBufferPointer { pointers in
                // Never empty, as the null pointer closes it.
                body(pointers.baseAddress.unsafelyUnwrapped)
            }
        }
    }
}
