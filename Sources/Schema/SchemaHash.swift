import Crypto
import Foundation

/// By what a file of the schema is known: SHA-256 of its bytes, in hexadecimal.
enum SchemaHash {
    /// The hash of `bytes`: 64 digits and lower case letters.
    static func of(_ bytes: Data) -> String {
        SHA256.hash(data: bytes).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0\(digits)" : digits
        }.joined()
    }
}
