/** The Lambda code of the simulated vendor lies here, in the vendor's bucket. */
export const EXTRACTOR_CODE_KEY = 'extractor/2026-11/extractor.zip';

/**
 * The template of the simulated vendor's extractor stack. The real one is not public; known are the fields of its form
 * (AccountList, CURBucketName, the stack's name) and that the link fills in the others.
 * @param drifted with `CustomerName` renamed, so that a link made for the other one does not fit any more
 */
export function extractorTemplate({ drifted }: { drifted: boolean } = { drifted: false }): string {
  const customer = drifted ? 'CustomerIdentifier' : 'CustomerName';
  return `AWSTemplateFormatVersion: '2010-09-09'
Description: Simulated cost and usage extractor. Copies the report of the accounts named to the vendor's bucket.
Parameters:
  AccountList:
    Type: String
    Default: ''
    Description: Account IDs to extract, separated by commas, without spaces. Blank for all.
    AllowedPattern: '^(\\d{12}(,\\d{12})*)?$'
    ConstraintDescription: account IDs of 12 digits, separated by commas, without spaces
  CURBucketName:
    Type: String
    Description: The bucket that the Cost and Usage Report is delivered to.
  CURPrefixName:
    Type: String
    Default: spotinst_eco
    Description: The prefix of the report in the bucket.
  ${customer}:
    Type: String
    Description: Filled in by the vendor. Do not change it.
  LambdaFunctionBucket:
    Type: String
    Description: Filled in by the vendor. Do not change it.
  LambdaFunctionKey:
    Type: String
    Description: Filled in by the vendor. Do not change it.
  S3OutputBucket:
    Type: String
    Description: Filled in by the vendor. Do not change it.
Conditions:
  AllAccounts: !Equals [!Ref AccountList, '']
Resources:
  ExtractorRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { Service: lambda.amazonaws.com }
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - !Sub arn:\${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
      Policies:
        - PolicyName: ReadReport
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: [athena:StartQueryExecution, athena:GetQueryExecution, athena:GetQueryResults, glue:GetTable, glue:GetPartitions]
                Resource: '*'
              - Effect: Allow
                Action: [s3:GetObject, s3:ListBucket, s3:GetBucketLocation]
                Resource:
                  - !Sub arn:\${AWS::Partition}:s3:::\${CURBucketName}
                  - !Sub arn:\${AWS::Partition}:s3:::\${CURBucketName}/\${CURPrefixName}/*
        - PolicyName: WriteOutput
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: s3:PutObject
                Resource: !Sub
                  - arn:\${AWS::Partition}:s3:::\${S3OutputBucket}/\${Customer}/*
                  - Customer: !Ref ${customer}
  ExtractorLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub /aws/lambda/\${AWS::StackName}-extractor
      RetentionInDays: 30
  ExtractorFunction:
    Type: AWS::Lambda::Function
    DependsOn: ExtractorLogs
    Properties:
      FunctionName: !Sub \${AWS::StackName}-extractor
      Code:
        S3Bucket: !Ref LambdaFunctionBucket
        S3Key: !Ref LambdaFunctionKey
      Handler: extractor.handler
      Runtime: python3.13
      Timeout: 900
      Role: !GetAtt ExtractorRole.Arn
      Environment:
        Variables:
          ACCOUNTS: !If [AllAccounts, ALL, !Ref AccountList]
          OUTPUT: !Join ['/', [!Ref S3OutputBucket, !Ref ${customer}]]
  DailyExtraction:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: cron(0 6 * * ? *)
      State: ENABLED
      Targets:
        - Id: extractor
          Arn: !GetAtt ExtractorFunction.Arn
  ExtractionPermission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref ExtractorFunction
      Principal: events.amazonaws.com
      SourceArn: !GetAtt DailyExtraction.Arn
Outputs:
  ExtractorFunctionArn:
    Description: The function that copies the report
    Value: !GetAtt ExtractorFunction.Arn
`;
}
