using OrleansSms.Domain.Accounts;

namespace OrleansSms.Web.Keys;

/// <summary>Reads a key that is to be made.</summary>
internal static class KeyFields
{
    public const string Account = "account";

    private const int MaxNameChars = 128;

    public static readonly FieldNames Names = new(Account, "scopes", "name")
    {
        OtherWords = new Dictionary<string, string> { ["account_id"] = Account },
    };

    public static ApiKeyConfig Read(FieldReader fields, ApiKeyConfig blank) => blank with
    {
        Account = ReadAccount(fields),
        Scopes = ReadScopes(fields) ?? Scope.Account,
        Name = fields.String("name", maxChars: MaxNameChars),
    };

    private static string ReadAccount(FieldReader fields)
    {
        var account = fields.String(Account, required: true);
        if (account is not null && !ConfiguredName.IsValid(account))
        {
            fields.Wrong(Account, FieldCode.InvalidValue, $"account must be the id of an account: {ConfiguredName.Expected}");
        }

        return account ?? "";
    }

    private static IReadOnlyList<string>? ReadScopes(FieldReader fields)
    {
        var scopes = fields.Strings("scopes", Scope.All.Count);
        for (var i = 0; i < (scopes?.Count ?? 0); i++)
        {
            if (!Scope.All.Contains(scopes![i]))
            {
                var pointer = string.Create(CultureInfo.InvariantCulture, $"{fields.PointerTo("scopes")}/{i}");
                fields.Errors.Add(pointer, FieldCode.InvalidValue, $"must be one of {string.Join(", ", Scope.All)}");
            }
        }

        return scopes is null ? null : [.. scopes.Distinct()];
    }
}
