"""What a questionnaire is and what it means to answer one: values in, values out."""
