namespace OrleansSms.Domain.Ids;

/// <summary>A telephone number in E.164: 7 to 15 digits beginning with a country calling code, held as a number without the plus sign.</summary>
[GenerateSerializer, Immutable, Alias("sms.Msisdn")]
public readonly record struct Msisdn
{
    /// <summary>Fewest digits of a number that can be reached from abroad.</summary>
    public const int MinDigits = 7;

    /// <summary>Most digits that E.164 allows.</summary>
    public const int MaxDigits = 15;

    private const int MaskedDigits = 4;

    /// <exception cref="ArgumentOutOfRangeException">Not 7 to 15 digits.</exception>
    public Msisdn(long digits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1_000_000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 999_999_999_999_999);
        Digits = digits;
    }

    /// <summary>The digits as a number; 0 only in the default value.</summary>
    [field: Id(0)]
    public long Digits { get; }

    /// <summary>Whether this is the default value rather than a number.</summary>
    public bool IsNone => Digits == 0;

    /// <summary>The digits without the plus sign, as SMPP's addresses take them.</summary>
    public string ToDigits() => Digits.ToString(CultureInfo.InvariantCulture);

    /// <summary>The number for logs: its last four digits hidden.</summary>
    public string ToMasked() => string.Concat("+", ToDigits().AsSpan()[..^MaskedDigits], "****");

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"+{Digits}");
}
