/// Why test support could not do its work; the message tells a person what to mend.
package struct TestSupportError: Error, CustomStringConvertible {
    package let message: String

    package init(_ message: String) {
        self.message = message
    }

    package var description: String { message }
}
