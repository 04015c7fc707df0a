import Foundation
import Store

extension PersonKey {
    /// Name of the key's file in the folder of secrets.
    private static let fileName = "hoctap_person_key"

    /// The key that the settings name; nil where there is none.
    static func find(
        in settings: Settings,
        secretsFolder: String = SecretFile.standardFolder
    ) throws(ConfigurationError) -> PersonKey? {
        let file = try SecretFile.find(.personKeyFile, in: settings, name: fileName, folder: secretsFolder)
        guard let secret = try file?.read() else { return nil }
        do {
            return try PersonKey(secret: Data(secret.utf8))
        } catch {
            throw ConfigurationError(.personKeyFile, "\(error)")
        }
    }
}
